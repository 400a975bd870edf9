using System.Collections.Concurrent;
using JwksSdk.Providers;
using JwksSdk.Testing;

namespace JwksSdk.Tests.Support.Leaks;

/// <summary>What must not be let out: every token that was made in any test. And what of it anybody may know.</summary>
internal sealed class Secrets
{
    private readonly ConcurrentDictionary<string, byte> _tokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _named = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte> _declared = new(StringComparer.Ordinal);

    public ICollection<string> Tokens => _tokens.Keys;

    /// <summary>The values that declarations of the suite say themselves: public, also where a token repeats them.</summary>
    public IReadOnlySet<string> Declared => _declared.Keys.ToHashSet(StringComparer.Ordinal);

    public void AddToken(string token) => _tokens.TryAdd(token, 0);

    /// <summary>Adds what a key says: some providers name it by its thumbprint, and so does the library wherever it can be seen.</summary>
    public void AddKey(FakeSigningKey key)
    {
        const int ThumbprintLength = 43;
        if (
            key.KeyId.Length == ThumbprintLength
            && _named.TryAdd(key.KeyId, 0)
            && KeySets.ThumbprintOf(key) == key.KeyId
        )
        {
            Declare(key.KeyId);
        }
    }

    /// <summary>Adds a value that a declaration says.</summary>
    public void Declare(string value) => _declared.TryAdd(value, 0);

    /// <summary>Adds a tenant's issuer when, and if, its resolver says yes: from then on it is as good as declared.</summary>
    public ValueTask<bool> DeclareOn(ValueTask<bool> approval, string issuer)
    {
        var answer = approval.AsTask();
        _ = answer.ContinueWith(
            yes =>
            {
                if (yes.Result)
                {
                    Declare(issuer);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
        return new ValueTask<bool>(answer);
    }

    /// <summary>Adds what a declaration says by its inputs, and what follows from them.</summary>
    public void Declare(ProviderInputs inputs, IEnumerable<ProviderConvention> conventions)
    {
        foreach (var value in inputs.Names.SelectMany(inputs.List))
        {
            Declare(value);
        }

        // Whose inputs they are is known by their convention alone: no other one takes them without a complaint.
        foreach (var resolution in conventions.Select(convention => convention.Resolve(inputs)))
        {
            if (resolution.Problems.Count == 0)
            {
                Declare(resolution.Facts);
            }
        }
    }

    /// <summary>Adds what a declaration says, resolved.</summary>
    public void Declare(ProviderFacts facts)
    {
        foreach (var issuer in facts.Issuers)
        {
            Declare(issuer.Issuer);
        }

        foreach (var audience in facts.Kinds.SelectMany(static kind => kind.Policy.Audiences))
        {
            Declare(audience);
        }
    }
}
