using JwksSdk.Testing;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>What a mutation starts from: one token, and what there is to mix into it.</summary>
internal sealed class MutationCase(Random random, LineToken token, FakeSigningKey key, MutationPool pool)
{
    public Random Random => random;

    public LineToken Token => token;

    public string Text => token.Text;

    public FakeSigningKey Key => key;

    public MutationPool Pool => pool;

    /// <summary>A number from 0 to one less.</summary>
    public int Below(int count) => random.Next(count);

    public bool OneIn(int count) => random.Next(count) == 0;

    public T Any<T>(IReadOnlyList<T> list) => list[random.Next(list.Count)];

    public RawToken Raw() => RawToken.Read(token.Text, key);
}

/// <summary>One way to change a token.</summary>
/// <param name="Name">Its name, for messages.</param>
/// <param name="Weight">How often it is chosen.</param>
/// <param name="Apply">Makes the changed token.</param>
internal sealed record Mutation(string Name, int Weight, Func<MutationCase, string> Apply)
{
    /// <summary>The signature is not one of the issuer's keys over this text: whatever else holds, it is never accepted.</summary>
    public bool IsForgery { get; init; }

    /// <summary>Signs anew: these alone reach the claims, and start from the kinds of all declarations alike.</summary>
    public bool Signs { get; init; }
}

/// <summary>A changed token.</summary>
internal sealed record Mutant(int Index, Mutation Mutation, LineToken Origin, string Text);
