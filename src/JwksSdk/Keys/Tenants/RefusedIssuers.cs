namespace JwksSdk.Keys;

/// <summary>
/// The issuers that the resolver said no to, so that a token which comes again and again does not make it work. Of fixed
/// size, 1 MiB at most: an issuer whose place is taken overwrites the one in it. Safe for several threads without a lock.
/// </summary>
internal sealed class RefusedIssuers
{
    /// <summary>How many issuers are remembered at most.</summary>
    public const int Size = 1_024;

    private readonly Refusal?[] _refusals = new Refusal?[Size];

    /// <summary>Whether an issuer was refused of late. Allocates nothing.</summary>
    public bool Holds(ReadOnlySpan<char> issuer, TimeSpan now) =>
        Volatile.Read(ref Slot(issuer)) is { } refusal && now < refusal.Until && issuer.SequenceEqual(refusal.Issuer);

    /// <summary>Remembers a refusal.</summary>
    public void Add(string issuer, TimeSpan until) => Volatile.Write(ref Slot(issuer), new Refusal(issuer, until));

    // The hash is seeded for each process: nobody can aim at a slot.
    private ref Refusal? Slot(ReadOnlySpan<char> issuer) => ref _refusals[(uint)string.GetHashCode(issuer) % Size];

    private sealed record Refusal(string Issuer, TimeSpan Until);
}
