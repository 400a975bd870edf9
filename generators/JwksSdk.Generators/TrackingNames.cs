namespace JwksSdk.Generators;

/// <summary>The names of the pipeline's steps. Tests find them by reflection, so a new one is covered the day it appears.</summary>
internal static class TrackingNames
{
    public const string Declarations = nameof(Declarations);
    public const string ConventionDeclarations = nameof(ConventionDeclarations);
    public const string DeclarationList = nameof(DeclarationList);
    public const string AmbiguousTypes = nameof(AmbiguousTypes);
    public const string Conventions = nameof(Conventions);
    public const string AmbiguousConventions = nameof(AmbiguousConventions);
    public const string Federations = nameof(Federations);
    public const string FederationList = nameof(FederationList);
    public const string ClaimsRecords = nameof(ClaimsRecords);
    public const string AmbiguousRecords = nameof(AmbiguousRecords);
}
