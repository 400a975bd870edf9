using JwksSdk.Generators.Tests.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace JwksSdk.Generators.Tests.Migration;

/// <summary>Code as it stands in applications that verify with other libraries.</summary>
internal static class OldWorld
{
    /// <summary>What an analyzer reports of these statements, which compile, in an application.</summary>
    public static Task<IReadOnlyList<Reported>> AnalyzeAsync<TAnalyzer>(string statements)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var application = GeneratorHarness.CompileApplication(Source(statements), Elsewhere);
        Assert.DoesNotContain(
            application.GetDiagnostics(TestContext.Current.CancellationToken),
            static each => each.Severity == DiagnosticSeverity.Error
        );
        return Reported.ByAsync<TAnalyzer>(application);
    }

    /// <summary>Functions in another file.</summary>
    private const string Elsewhere = """
        using System.Collections.Generic;
        using Microsoft.IdentityModel.JsonWebTokens;
        using Microsoft.IdentityModel.Tokens;

        public static class Elsewhere
        {
            public static bool Accept(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters q) => true;
            public static string Same(string issuer, SecurityToken token, TokenValidationParameters q) => issuer;
            public static SecurityToken ReadOnly(string token, TokenValidationParameters q) => new JsonWebToken(token);
        }
        """;

    /// <summary>A method of these statements, in a class with things that they may use.</summary>
    public static string Source(string statements) =>
        $$"""
            using System;
            using System.Collections.Generic;
            using System.IdentityModel.Tokens.Jwt;
            using System.Linq;
            using System.Threading.Tasks;
            using Microsoft.AspNetCore.Authentication.JwtBearer;
            using Microsoft.IdentityModel.JsonWebTokens;
            using Microsoft.IdentityModel.Protocols;
            using Microsoft.IdentityModel.Tokens;

            public sealed class Own
            {
                public bool ValidateAudience { get; set; }
                public bool RequireHttpsMetadata { get; set; }
                public IEnumerable<string> Claims => [];
                public static Own ReadJwtToken(string token) => new();
            }

            public class Base
            {
                public virtual bool Accept(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters q) => true;
                public virtual SecurityToken ReadOnly(string token, TokenValidationParameters q) => new JsonWebToken(token);
            }

            public interface IHost { bool IsDevelopment(); bool IsEnvironment(string name); }

            public sealed class Application(IHost host)
            {
                private const bool Never = false;
                private static readonly bool Setting = DateTime.UnixEpoch.Year > 1;
                private static readonly Dictionary<string, SecurityToken> Cache = [];

                private static bool Check(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters q) => audiences.Any();
                private static bool Accept(IEnumerable<string> audiences, SecurityToken token, TokenValidationParameters q) => true;
                private static SecurityToken ReadOnly(string token, TokenValidationParameters q) => new JsonWebToken(token);
                private static string Same(string issuer, SecurityToken token, TokenValidationParameters q) { return issuer; }
                private static bool Alive(DateTime? from, DateTime? to, SecurityToken token, TokenValidationParameters q) => true;
                private static SecurityToken Verified(string token) => throw new Exception();
                private static SecurityToken Verify(string token, TokenValidationParameters q) => throw new Exception();
                private static void Use(object? value) { }

                public object? Run(string text, bool flag)
                {
                    {{statements}}
                    return null;
                }
            }
            """;
}
