namespace JwksSdk.Tests.Support;

/// <summary>Tests that measure memory of the whole process, or time: they run one after another and beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "Alone";
}
