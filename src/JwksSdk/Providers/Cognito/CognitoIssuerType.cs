namespace JwksSdk;

/// <summary>Which issuer an Amazon Cognito user pool writes into its tokens (its <c>IssuerConfiguration.Type</c>).</summary>
public enum CognitoIssuerType
{
    /// <summary><c>https://cognito-idp.{region}.amazonaws.com/{pool}</c>: what pools have unless they were changed.</summary>
    Original = 0,

    /// <summary><c>https://issuer-cognito-idp.{region}.amazonaws.com/{pool}</c>: needed for replication to other regions.</summary>
    Updated = 1,

    /// <summary>
    /// Both, for the time of a change from one to the other. Each has its own key address; a pool answers only at the one
    /// it uses, and the keys of the other are not fetched before a token names it.
    /// </summary>
    Either = 2,
}
