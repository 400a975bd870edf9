using System.Text.Json.Nodes;
using JwksSdk;

namespace MultiIdp;

/// <summary>What this application wants to know of each kind of token: one pattern for each typed token.</summary>
internal static class TypedClaims
{
    public static JsonObject ToJson(JwtToken token) =>
        token switch
        {
            Auth0AccessToken t => new()
            {
                ["client"] = t.Client,
                ["scopes"] = List(t.Scopes),
                ["permissions"] = List(t.Permissions),
            },
            Auth0IdToken t => new()
            {
                ["name"] = t.Name,
                ["email"] = t.Email,
                ["verified"] = t.EmailVerified,
            },
            OktaAccessToken t => new()
            {
                ["client"] = t.ClientId,
                ["scopes"] = List(t.Scopes),
                ["groups"] = List(t.Groups),
            },
            OktaIdToken t => new()
            {
                ["name"] = t.Name,
                ["email"] = t.Email,
                ["groups"] = List(t.Groups),
            },
            CognitoAccessToken t => new()
            {
                ["username"] = t.Username,
                ["scopes"] = List(t.Scopes),
                ["groups"] = List(t.Groups),
            },
            CognitoIdToken t => new()
            {
                ["username"] = t.Username,
                ["email"] = t.Email,
                ["groups"] = List(t.Groups),
            },
            ClerkSessionToken t => new()
            {
                ["session"] = t.SessionId,
                ["organization"] = t.OrganizationSlug,
                ["role"] = t.OrganizationRole,
                ["permissions"] = List(t.OrganizationPermissions),
            },
            ClerkMachineToken t => new() { ["machine"] = t.Subject, ["scopes"] = List(t.Scopes) },
            ClerkOAuthToken t => new() { ["client"] = t.ClientId, ["scopes"] = List(t.Scopes) },
            OneLoginIdToken t => new()
            {
                ["name"] = t.Name,
                ["email"] = t.Email,
                ["groups"] = List(t.Groups),
            },
            OneLoginAccessToken t => new() { ["client"] = t.AuthorizedParty, ["scopes"] = List(t.Scopes) },
            SuperTokensSessionToken t => new()
            {
                ["session"] = t.SessionHandle,
                ["tenant"] = t.TenantId,
                ["roles"] = List(t.Roles),
            },
            SuperTokensOAuthAccessToken t => new() { ["client"] = t.ClientId, ["scopes"] = List(t.Scopes) },
            SuperTokensIdToken t => new() { ["email"] = t.Email },
            _ => new() { ["subject"] = token.Subject },
        };

    public static string ToText(JwtToken token) =>
        string.Join(", ", ToJson(token).Select(static claim => $"{claim.Key} {Text(claim.Value)}"));

    private static JsonArray List(IEnumerable<string> values) =>
        [.. values.Select(static value => JsonValue.Create(value))];

    private static string Text(JsonNode? value) =>
        value switch
        {
            null => "-",
            JsonArray { Count: 0 } => "-",
            JsonArray list => string.Join('+', list.Select(static item => item!.ToString())),
            _ => value.ToString(),
        };
}
