namespace JwksSdk.Generators.Tests.Declarations;

public sealed class EmissionTests
{
    [Fact]
    public void Dump()
    {
        foreach (var s in new[] { Declared.Complete, Declared.Configured, Declared.Sealed })
        {
            var run = GeneratorHarness.Run<JwksProviderGenerator>(s);
            foreach (var f in run.Files)
            {
                Console.WriteLine("#### " + f.Key);
                Console.WriteLine(f.Value);
            }
            foreach (var d in run.Output.GetDiagnostics(TestContext.Current.CancellationToken))
                Console.WriteLine(d);
        }
    }
}
