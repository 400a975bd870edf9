using JwksSdk.Tests.Line.Oracle;

namespace JwksSdk.Tests.Line.Threats;

/// <summary>What is said about tokens, at whatever level, shows nothing of them.</summary>
public sealed class SecrecyTests : IDisposable
{
    private const int Window = 20;
    private readonly LineWorld _world = new(hasCache: true);

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task No_log_error_or_measurement_shows_twenty_characters_of_a_token_or_of_its_claims()
    {
        var pool = new MutationPool(7, _world);
        List<string> texts = [];
        List<string> said = [];
        var verdicts = new HashSet<JwtErrorCode>();
        for (var index = 0; index < 4_000; index++)
        {
            var mutant = pool.Make(index);
            var result = await _world.VerifyAsync(mutant.Text);
            verdicts.Add(result.Error.Code);
            texts.Add(mutant.Text);
            said.Add(result.ToString());
            said.Add(result.Error.ToString());
            if (result.TryGetToken(out var token))
            {
                said.Add(token.ToString());
            }
        }

        Assert.True(verdicts.Count > 20, string.Join(", ", verdicts));
        texts.AddRange(pool.Good.SelectMany(static token => Values(token)));
        said.AddRange([_world.Log.Messages, _world.Log.Values, .. _world.Meters.Measurements]);
        Assert.NotEmpty(_world.Log.Messages);

        // What the application declared may be said: the issuers, and the addresses that follow from them.
        var declared =
            string.Join(' ', _world.Sent.Select(static uri => uri.OriginalString))
            + string.Join(' ', _world.Issuers.Select(static issuer => issuer.Fake.Issuer));
        var windows = said.Distinct().SelectMany(Windows).ToHashSet(StringComparer.Ordinal);
        windows.ExceptWith(Windows(declared));
        Assert.True(windows.Count > 1_000);
        var lookup = windows.GetAlternateLookup<ReadOnlySpan<char>>();
        var isShown = texts.Exists(text =>
        {
            for (var at = 0; at + Window <= text.Length; at++)
            {
                if (lookup.Contains(text.AsSpan(at, Window)))
                {
                    return true;
                }
            }

            return false;
        });
        Assert.False(isShown, "Something that was logged, measured or returned is a part of a token.");
    }

    /// <summary>The claims of a token that are texts.</summary>
    private static IEnumerable<string> Values(LineToken token) =>
        Testing.Compact.Claims(token.Text).Select(static claim => $"{claim.Value}");

    private static IEnumerable<string> Windows(string text)
    {
        for (var at = 0; at + Window <= text.Length; at++)
        {
            yield return text.Substring(at, Window);
        }
    }
}
