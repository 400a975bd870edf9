using JwksSdk.Testing;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>
/// The tokens that mutations start from, and the mutations. A mutant follows from the seed, its index and the tokens alone;
/// the keys, and with them the texts of the tokens, are other ones in another process.
/// </summary>
internal sealed class MutationPool
{
    private static readonly Mutation[] Mutations =
    [
        .. TextMutations.All,
        .. SegmentMutations.All,
        .. HeaderMutations.All,
        .. ClaimMutations.All,
        .. KeyMutations.All,
    ];

    private readonly ulong _seed;
    private readonly Mutation[] _wheel = [.. Mutations.SelectMany(static each => Enumerable.Repeat(each, each.Weight))];
    private readonly List<(LineToken Token, FakeSigningKey Key)> _all = [];
    private readonly (LineToken Token, FakeSigningKey Key)[][] _byKind;

    public MutationPool(ulong seed, LineWorld world)
    {
        _seed = seed;
        foreach (var issuer in world.Issuers)
        {
            foreach (var token in issuer.Mint())
            {
                _all.Add((token, issuer.KeyOf(Testing.Compact.KeyId(token.Text))));
            }
        }

        // Tokens of every other algorithm too.
        var any = _all.Find(static each => each.Key.Algorithm == JwtAlgorithms.ES256).Token;
        var claims = Testing.Compact.Text(any.Text, 1);
        foreach (var key in LineKeys.Algorithms.Select(LineKeys.Of).Append(LineKeys.Open))
        {
            var header = $$"""{"alg":"{{key.Algorithm}}","typ":"at+jwt","kid":"{{key.KeyId}}"}""";
            var text = key.Sign(header, claims);
            _all.Add((new LineToken(any.Issuer, any.Kind, $"{key.Algorithm}", text), key));
        }

        _byKind = [.. _all.GroupBy(static each => each.Token.OfKind).Select(static kind => kind.ToArray())];
    }

    public static IReadOnlyList<Mutation> Every => Mutations;

    /// <summary>Every kind of token of every declaration.</summary>
    public IEnumerable<string> Kinds => _byKind.Select(static kind => kind[0].Token.OfKind);

    /// <summary>Every good token.</summary>
    public IEnumerable<LineToken> Good => _all.Select(static each => each.Token);

    /// <summary>A good token of any issuer.</summary>
    public LineToken Other(Random random) => OtherSigned(random).Token;

    /// <summary>A good token of any issuer, and the key that signed it.</summary>
    public (LineToken Token, FakeSigningKey Key) OtherSigned(Random random) => _all[random.Next(_all.Count)];

    public Mutant Make(int index)
    {
        var random = new Random(HashOf(index));
        var mutation = _wheel[random.Next(_wheel.Length)];
        IReadOnlyList<(LineToken, FakeSigningKey)> from = mutation.Signs ? _byKind[random.Next(_byKind.Length)] : _all;
        var (token, key) = from[random.Next(from.Count)];
        return new Mutant(index, mutation, token, mutation.Apply(new MutationCase(random, token, key, this)));
    }

    private int HashOf(int index)
    {
        // SplitMix64, so that neighbours have nothing in common.
        var z = _seed + ((ulong)index * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)(z ^ (z >> 31));
    }
}
