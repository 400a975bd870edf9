using JwksSdk.Keys;
using JwksSdk.Telemetry;

namespace JwksSdk.Tests.Keys;

public class KeyLookupTests
{
    [Theory]
    [InlineData(JwtErrorCode.KeyIdMissing)]
    [InlineData(JwtErrorCode.UnknownKeyId)]
    [InlineData(JwtErrorCode.KeyAlgorithmMismatch)]
    [InlineData(JwtErrorCode.KeyRefused)]
    [InlineData(JwtErrorCode.KeysUnavailable)]
    [InlineData(JwtErrorCode.BadSignature)]
    public void An_outcome_keeps_its_error_after_whatever_was_done_and_is_made_once(JwtErrorCode error)
    {
        KeyLookup lookup = error;
        foreach (var first in Enum.GetValues<KeyMiss>())
        {
            foreach (var miss in Enum.GetValues<KeyMiss>())
            {
                var after = lookup.After(first).After(miss);

                Assert.Null(after.Key);
                Assert.Equal((error, miss), (after.Error, after.Miss));
                Assert.Same(lookup.After(miss), after);
            }
        }

        Assert.Same(lookup, lookup.After(KeyMiss.Fetched).After(KeyMiss.None));
    }
}
