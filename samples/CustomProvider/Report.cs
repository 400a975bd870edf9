using JwksSdk;

namespace CustomProvider;

/// <summary>Verifies tokens of any kind of any provider, prints what becomes of each, and remembers whether all was as expected.</summary>
internal sealed class Report(IJwtVerifier verifier)
{
    /// <summary>0 as long as every outcome was the expected one.</summary>
    public int ExitCode { get; private set; }

    public async Task AddAsync(string provider, string subject, string token, JwtErrorCode expected)
    {
        var result = await verifier.VerifyAsync(token, CancellationToken.None);
        var outcome = result.TryGetToken(out var typed)
            ? "accepted as " + typed.GetType().Name
            : $"refused: {result.Error.Code} ({JwtErrors.For(result.Error.Code).HttpStatusCode})";
        var isExpected = result.Error.Code == expected;
        ExitCode = isExpected ? ExitCode : 1;
        Console.WriteLine($"{(isExpected ? ' ' : '!')} {provider, -18}  {subject, -18}  {outcome}");
    }
}
