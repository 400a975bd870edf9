namespace JwksSdk.Routing;

/// <summary>The declarations whose tokens a call lets in, where it is not all of them: one alone, or the members of a federation.</summary>
internal abstract class RouteScope
{
    /// <summary>Whether a declaration is let in.</summary>
    public abstract bool Includes(RoutedProvider provider);

    /// <summary>The route of an issuer, in UTF-8; null when no declaration that is let in has it. Allocates nothing.</summary>
    public abstract Route? Find(ReadOnlySpan<byte> issuer);
}
