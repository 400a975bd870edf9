namespace JwksSdk;

/// <summary>The checks of the line before the claims are opened, in their order.</summary>
internal enum LineCheck
{
    Length,
    Format,
    Algorithm,
    Issuer,
    AcceptedAlgorithm,
    Key,
    Signature,
}
