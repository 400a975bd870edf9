namespace JwksSdk.Generators;

/// <summary>The names of the pipeline's steps. Tests find them by reflection, so a new one is covered the day it appears.</summary>
internal static class TrackingNames
{
    public const string Declarations = nameof(Declarations);
    public const string DeclarationList = nameof(DeclarationList);
    public const string Federations = nameof(Federations);
    public const string FederationList = nameof(FederationList);
    public const string FederationNames = nameof(FederationNames);
    public const string ClaimsRecords = nameof(ClaimsRecords);
}
