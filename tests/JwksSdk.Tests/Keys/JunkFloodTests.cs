using System.Buffers.Text;
using JwksSdk.Keys;
using JwksSdk.Parsing;
using JwksSdk.Tests.Support;

namespace JwksSdk.Tests.Keys;

/// <summary>A million tokens with random kids within an hour: what they cost the issuer, the process and everybody else.</summary>
[Collection(Alone.Name)]
public sealed class JunkFloodTests
{
    private const int Tokens = 1_000_000;
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_million_random_kids_in_an_hour_cost_what_the_bound_says_and_no_memory()
    {
        using var world = new KeyStoreWorld();
        world.Endpoint.Published = [KeySets.Rsa];
        world.Start();
        world.Clock.Advance(TimeSpan.FromSeconds(1));
        var flood = new Flood(world);
        await flood.RunAsync(10_000);
        var heap = GC.GetTotalMemory(forceFullCollection: true);
        var earlier = world.Endpoint.Count;

        var begun = world.Clock.Elapsed;
        await flood.RunAsync(Tokens);
        var took = world.Clock.Elapsed - begun;

        Assert.InRange(took, Hour, Hour + TimeSpan.FromSeconds(1));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - heap, long.MinValue, 256 * 1024);
        Assert.Equal(0, flood.Allocated);
        Assert.Equal(Tokens + 10_000, flood.Refused);
        Assert.Equal((Tokens + 10_000) / 1_000, flood.Verified);

        var requests = world.Endpoint.Requests;
        FetchBound
            .OfTokens(TimeSpan.FromSeconds(30))
            .Check([.. requests.Where(static r => r.ByToken).Select(static r => r.At)]);
        FetchBound.OfScheduled.Check([.. requests.Where(static r => !r.ByToken).Select(static r => r.At)]);
        Assert.InRange(requests.Count - earlier, 119, 122);
        Assert.Equal(1, world.Endpoint.MostAtOnce);
    }

    [Fact]
    public async Task A_rotation_amid_the_flood_is_found_by_the_floods_own_fetches()
    {
        using var world = new KeyStoreWorld();
        world.Endpoint.Published = [KeySets.Rsa];
        var flood = new Flood(world);
        await flood.RunAsync(20_000);
        world.Endpoint.Published = [KeySets.OtherRsa];

        // 3.6 ms of fake time for each junk token: half a minute, the cool-down.
        await flood.RunAsync(8_400, isVerifying: false);

        var lookup = world.FindAsync(world.Token("rsa-2"));
        Assert.True(lookup.IsCompletedSuccessfully);
        Assert.NotNull((await lookup).Key);
        Assert.Equal(JwtErrorCode.UnknownKeyId, (await world.FindAsync(world.Token("rsa-1"))).Error);
    }

    /// <summary>Junk, a hundred tokens each 360 ms, and a good one after each thousand.</summary>
    private sealed class Flood(KeyStoreWorld world)
    {
        // Two spaces make the kid begin at a third byte, so that it can be written over within the encoded header.
        private const string Begin = "{\"alg\":\"RS256\",  \"typ\":\"JWT\",\"kid\":\"";
        private const int Together = 100;
        private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(3.6);
        private readonly char[] _token = Junk(world.Token("junk", expiresIn: 100_000).Text);
        private readonly UnsignedToken _good = world.Token("rsa-1", expiresIn: 100_000);
        private readonly Random _random = new(7);
        private readonly byte[] _keyId = new byte[24];

        /// <summary>What the key step allocated for tokens that it refused at once.</summary>
        public long Allocated { get; private set; }

        public int Refused { get; private set; }

        public int Verified { get; private set; }

        public async Task RunAsync(int count, bool isVerifying = true)
        {
            for (var i = 1; i <= count; i++)
            {
                if (i % Together == 0)
                {
                    world.Clock.Advance(Step * Together);
                }

                await RefuseAsync();
                if (isVerifying && i % 1_000 == 0)
                {
                    Verify();
                }
            }
        }

        private async Task RefuseAsync()
        {
            if (Refuse() is { } waiting)
            {
                Assert.Equal(JwtErrorCode.UnknownKeyId, (await waiting).Error);
                world.Clock.Settle();
            }

            Refused++;
        }

        /// <summary>Gives the lookup that waits for a fetch; null when the token was refused at once.</summary>
        private Task<KeyLookup>? Refuse()
        {
            Shuffle();
            Assert.Equal(JwtErrorCode.None, UnverifiedJwt.Parse(_token, 1 << 16, out var parsed).Code);
            using var token = parsed;
            var requests = world.Endpoint.Count;
            var before = GC.GetAllocatedBytesForCurrentThread();
            var lookup = world.Store.FindAsync(world.Route, token, CancellationToken.None);
            if (!lookup.IsCompletedSuccessfully)
            {
                return lookup.AsTask();
            }

            var error = lookup.Result.Error;
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Equal(JwtErrorCode.UnknownKeyId, error);
            if (world.Endpoint.Count == requests)
            {
                Allocated += allocated;
            }

            return null;
        }

        /// <summary>Writes another random kid over the last one.</summary>
        private void Shuffle()
        {
            _random.GetItems("abcdefghijklmnopqrstuvwxyz0123456789"u8, _keyId);
            Base64Url.EncodeToChars(_keyId, _token.AsSpan(Begin.Length / 3 * 4));
        }

        private static char[] Junk(string token)
        {
            var header = Begin + new string('x', 24) + "\"}";
            return
            [
                .. Base64Url.EncodeToString(header.Utf8()),
                .. token.AsSpan(token.IndexOf('.', StringComparison.Ordinal)),
            ];
        }

        private void Verify()
        {
            var lookup = world.FindAsync(_good);
            Assert.True(lookup.IsCompletedSuccessfully, "A good token waited.");
            Assert.NotNull(lookup.Result.Key);
            Verified++;
        }
    }
}
