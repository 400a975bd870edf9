namespace JwksSdk.Providers;

/// <summary>An entry of a kind's policy: a claim, and the input whose values are compared with it.</summary>
/// <param name="Claim">The claim, which may hold any character, <c>=</c> too.</param>
/// <param name="Input">The name of the input.</param>
internal sealed record PolicyText(string Claim, string Input)
{
    /// <summary>Reads <c>claim=Input</c>; null when it is not of this form.</summary>
    public static PolicyText? Read(string text)
    {
        var at = text.LastIndexOf('=');
        return at > 0 && InputNames.IsName(text.Substring(at + 1))
            ? new PolicyText(text.Substring(0, at), text.Substring(at + 1))
            : null;
    }
}
