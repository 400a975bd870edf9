namespace JwksSdk;

public sealed partial class JwksProviderAttribute
{
    /// <summary>Cognito: the id of the user pool, for example <c>eu-west-1_Ab12Cd34E</c>. The region is its first part.</summary>
    public string? UserPoolId { get; set; }

    /// <summary>Cognito: the region, which follows from the pool id; given here, it must agree with it.</summary>
    public string? Region { get; set; }

    /// <summary>Cognito: which issuer the pool writes into its tokens. Default: <see cref="CognitoIssuerType.Original"/>.</summary>
    public CognitoIssuerType IssuerType { get; set; }
}
