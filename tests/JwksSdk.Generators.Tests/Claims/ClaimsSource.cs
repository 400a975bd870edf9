using System.Diagnostics.CodeAnalysis;

namespace JwksSdk.Generators.Tests.Claims;

/// <summary>Pieces of source text for tests of claims records.</summary>
internal static class ClaimsSource
{
    /// <summary>A record in a namespace of its own, with these members.</summary>
    public static string Record(
        [StringSyntax("C#")] string members,
        string head = "public sealed partial record Profile"
    ) =>
        InNamespace(
            $$"""
            /// <summary>A record under test.</summary>
            [JwtClaims]
            {{head}}
            {
            {{members}}
            }
            """
        );

    /// <summary>Types in a namespace of their own, with the usings that they need.</summary>
    public static string InNamespace([StringSyntax("C#")] string types) =>
        $$"""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Text.Json;
            using JwksSdk;

            #pragma warning disable CS1591

            namespace Acme.Identity;

            {{types}}
            """;
}
