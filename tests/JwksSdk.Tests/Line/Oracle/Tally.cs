using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace JwksSdk.Tests.Line.Oracle;

/// <summary>What became of the mutants.</summary>
internal sealed class Tally : IDisposable
{
    private readonly Dictionary<JwtErrorCode, int> _verdicts = [];
    private readonly Dictionary<string, int> _mutations = [];
    private readonly Dictionary<string, int> _signed = [];
    private readonly Dictionary<string, int> _accepted = [];
    private readonly IncrementalHash _digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public int Total { get; private set; }

    public IReadOnlyDictionary<JwtErrorCode, int> Verdicts => _verdicts;

    public IReadOnlyDictionary<string, int> Mutations => _mutations;

    /// <summary>How many were signed anew, of each kind of token of each declaration.</summary>
    public IReadOnlyDictionary<string, int> Signed => _signed;

    /// <summary>How many of those were accepted.</summary>
    public IReadOnlyDictionary<string, int> Accepted => _accepted;

    public void Add(Mutant mutant, JwtErrorCode verdict)
    {
        Total++;
        _verdicts[verdict] = _verdicts.GetValueOrDefault(verdict) + 1;
        _mutations[mutant.Mutation.Name] = _mutations.GetValueOrDefault(mutant.Mutation.Name) + 1;
        if (mutant.Mutation.Signs)
        {
            var kind = mutant.Origin.OfKind;
            _signed[kind] = _signed.GetValueOrDefault(kind) + 1;
            _accepted[kind] = _accepted.GetValueOrDefault(kind) + (verdict == JwtErrorCode.None ? 1 : 0);
        }

        _digest.AppendData(BitConverter.GetBytes((int)verdict));
    }

    /// <summary>How many were refused at a step of the line: the thousand of the code; 0 for accepted.</summary>
    public int AtStep(int step) => _verdicts.Where(each => (int)each.Key / 1000 == step).Sum(static each => each.Value);

    /// <summary>A digest of every verdict in order.</summary>
    public string Digest() => Convert.ToHexString(_digest.GetCurrentHash());

    public void Dispose() => _digest.Dispose();

    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (verdict, count) in _verdicts.OrderBy(static each => each.Key))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{(int)verdict} {verdict}: {count}");
        }

        foreach (var (kind, count) in _signed.OrderBy(static each => each.Key, StringComparer.Ordinal))
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{kind}: {count} signed anew, {_accepted[kind]} of them accepted"
            );
        }

        return text.ToString();
    }
}
