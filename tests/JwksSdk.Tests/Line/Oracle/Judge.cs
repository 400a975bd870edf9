namespace JwksSdk.Tests.Line.Oracle;

/// <summary>Compares all verdicts of one application on a token, and those of another implementation.</summary>
internal sealed class Judge(LineWorld world)
{
    private readonly MicrosoftOracle _oracle = new(world);
    private readonly Ways _ways = new(world);

    /// <inheritdoc cref="MicrosoftOracle.Abstentions" />
    public int Abstentions => _oracle.Abstentions;

    /// <inheritdoc cref="Ways.OwnRefusals" />
    public int OwnRefusals => _ways.OwnRefusals;

    /// <summary>What is wrong with the verdicts on a mutant; null when nothing is.</summary>
    public async Task<string?> FindAsync(Mutant mutant, Tally tally)
    {
        try
        {
            var any = await world.VerifyAsync(mutant.Text);
            tally.Add(mutant, any.Error.Code);
            return any.TryGetToken(out var token)
                ? await JudgeAcceptedAsync(mutant, token)
                : await JudgeRefusedAsync(mutant, any.Error);
        }
        catch (Exception exception)
        {
            // The message may show what the token holds.
            return $"threw {exception.GetType().Name} {exception.StackTrace}";
        }
    }

    /// <summary>Of the generated methods of its declaration exactly one accepts it too, by every way, and the oracle does.</summary>
    private async Task<string?> JudgeAcceptedAsync(Mutant mutant, JwtToken token)
    {
        var issuer = world.Issuers.Single(issuer => issuer.Fake.Issuer == token.Issuer);
        List<LineKind> kinds = [];
        foreach (var kind in issuer.Kinds)
        {
            if ((await world.VerifyAsync(kind, mutant.Text)).TryGetToken(out var read))
            {
                kinds.Add(read.GetType() == token.GetType() ? kind : kind with { Name = $"{kind.Name} as {read}" });
            }
        }

        if (kinds.Count != 1 || mutant.Mutation.IsForgery)
        {
            var names = string.Join(", ", kinds.Select(static kind => kind.Name));
            return $"accepted as {token}, by {kinds.Count} generated methods: {names}";
        }

        var objection = await _oracle.ObjectAsync(issuer, kinds[0].Name, mutant.Text, token);
        return objection is null
            ? await _ways.JudgeAcceptedAsync(token, issuer, kinds[0], mutant.Text)
            : $"accepted as {token}, and the other implementation says: {objection}";
    }

    /// <summary>A generated method refuses it too; with the same words when the token was not even read.</summary>
    private async Task<string?> JudgeRefusedAsync(Mutant mutant, JwtError error)
    {
        if (await KnowledgeOracle.TellsTooMuchAsync(world, mutant.Text, error.Code))
        {
            return $"{error}, which tells of claims that nobody signed";
        }

        // Every fourth of an application, and each of the ways in its turn.
        var turn = mutant.Index / 2;
        if (turn % 4 != 0)
        {
            return await _ways.JudgeRefusedAsync(error, mutant.Text, turn);
        }

        var issuer = mutant.Origin.Issuer;
        var kind = issuer.Kinds[turn / 4 % issuer.Kinds.Count];
        var one = (await world.VerifyAsync(kind, mutant.Text)).Error;
        return one.Code == JwtErrorCode.None || ((int)error.Code / 1000 == 1 && one != error)
            ? $"{error} by the verifier, and {one} by the client"
            : await _ways.JudgeRefusedAsync(one, issuer, kind, mutant.Text, turn / 4);
    }
}
