using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Tells a delegate that is to verify a signature and only reads the token. Only lambdas are looked into.</summary>
internal static class UncheckedSignature
{
    private static readonly string[] Readers = ["ReadJwtToken", "ReadJsonWebToken", "ReadToken"];
    private static readonly string[] Tokens = ["JwtSecurityToken", "JsonWebToken"];
    private static readonly string[] Handlers = ["JwtSecurityTokenHandler", "JsonWebTokenHandler"];

    /// <summary>Whether a value is such a lambda: it makes a token of its text, and calls nothing that could check it.</summary>
    public static bool Is(IOperation value)
    {
        var target = value.Bare() is IDelegateCreationOperation creation ? creation.Target : value.Bare();
        if (target is not IAnonymousFunctionOperation { Body: var body })
        {
            return false;
        }

        var reads = false;
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.Name: var name } when Readers.Contains(name):
                case IObjectCreationOperation { Type.Name: var type } when Tokens.Contains(type):
                    reads = true;
                    break;
                case IObjectCreationOperation { Type.Name: var type } when Handlers.Contains(type):
                    break;
                case IInvocationOperation or IObjectCreationOperation or IThrowOperation or IDynamicInvocationOperation:
                case IPropertyReferenceOperation { Arguments.IsEmpty: false }:
                    return false;
            }
        }

        return reads;
    }
}
