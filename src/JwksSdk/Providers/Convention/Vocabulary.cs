namespace JwksSdk.Providers;

/// <summary>
/// Inputs that many providers have under one name: properties of every declaration's attribute. A convention that names one in a kind
/// of token need not declare it, <c>Domain</c> excepted.
/// </summary>
internal sealed record Vocabulary(string Name, string? Plural, string Summary, JwtGrant Grant = JwtGrant.None)
{
    /// <summary>The input that a convention declares for its templates.</summary>
    public const string Domain = "Domain";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Vocabulary> All { get; } =
    [
        new(Domain, null, "The host name of the tenant."),
        new("Audience", "Audiences", "The identifier of the API; a token's aud must name it."),
        new("ClientId", "ClientIds", "The application's client id; a token must be for it, or issued to it."),
        new("Organization", "Organizations", "The id of the organization a token must be for; one of several."),
        new("RequiredScope", "RequiredScopes", "A scope that a token must have; all of several.", JwtGrant.Scope),
        new(
            "RequiredPermission",
            "RequiredPermissions",
            "A permission that a token must have; all of several.",
            JwtGrant.Permission
        ),
        new("RequiredRole", "RequiredRoles", "A role that a token must have; all of several.", JwtGrant.Role),
        new("RequiredGroup", "RequiredGroups", "A group that a token must have; all of several.", JwtGrant.Group),
    ];

    /// <summary>The one of a name; null when there is none.</summary>
    public static Vocabulary? Find(string name) => All.FirstOrDefault(each => each.Name == name);

    /// <summary>Whether an input is one that every token has to answer, also where some kind needs it.</summary>
    public static bool IsRequirement(TemplateInput input) =>
        input.Grant != JwtGrant.None || input.Name == "Organization";

    /// <summary>The input of a convention that does not declare it; null for <c>Domain</c>, whose shape is to be said.</summary>
    public TemplateInput? Implied =>
        Plural is null ? null : new TemplateInput(Name, InputShape.Text, Summary) { Plural = Plural, Grant = Grant };

    /// <summary>An input as a convention declares it, with what the vocabulary says of its name.</summary>
    public static TemplateInput Complete(TemplateInput input) =>
        Find(input.Name) is { } known
            ? new TemplateInput(input.Name, input.Shape, input.Summary)
            {
                Example = input.Example,
                Plural = known.Plural,
                Grant = known.Grant,
            }
            : input;
}
