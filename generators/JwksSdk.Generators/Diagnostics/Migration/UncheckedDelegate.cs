using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace JwksSdk.Generators.Diagnostics;

/// <summary>Tells a delegate that takes the place of a check and checks nothing. One whose text is not at hand is believed.</summary>
internal static class UncheckedDelegate
{
    private static readonly string[] Readers = ["ReadJwtToken", "ReadJsonWebToken", "ReadToken"];
    private static readonly string[] Tokens = ["JwtSecurityToken", "JsonWebToken"];
    private static readonly string[] Handlers = ["JwtSecurityTokenHandler", "JsonWebTokenHandler"];

    /// <summary>Whether it only reads the token: it makes one of its text, and calls nothing that could check it.</summary>
    public static bool OnlyReads(IOperation value) =>
        value.Called() is { } function
        && function.Descendants().Any(IsReading)
        && !function.Descendants().Any(static each => !IsReading(each) && MayCheck(each));

    /// <summary>Whether it returns true whatever it is given, and calls nothing that could refuse.</summary>
    public static bool IsAlwaysTrue(IOperation value) => Returns(value, IsTrue);

    /// <summary>Whether it calls something, and returns true whatever comes of it: only a throw of its own could refuse, and it has none.</summary>
    public static bool CallsAndReturnsTrue(IOperation value) =>
        value.Called() is { } function
        && function.Descendants().Any(MayCheck)
        && !function.Descendants().Any(static each => each is IThrowOperation)
        && ReturnsOnly(function, IsTrue);

    /// <summary>Whether it returns the issuer that it is given, and calls nothing that could refuse.</summary>
    public static bool ReturnsIssuer(IOperation value) =>
        Returns(value, static each => each.Bare() is IParameterReferenceOperation { Parameter.Ordinal: 0 });

    private static bool IsTrue(IOperation returned) => returned.ConstantValue is { HasValue: true, Value: true };

    private static bool Returns(IOperation value, Func<IOperation, bool> isUnchecked) =>
        value.Called() is { } function && !function.Descendants().Any(MayCheck) && ReturnsOnly(function, isUnchecked);

    private static bool ReturnsOnly(IOperation function, Func<IOperation, bool> isUnchecked)
    {
        var returned = function
            .Descendants()
            .OfType<IReturnOperation>()
            .Where(each => each.ReturnedValue is not null && each.Function() == function)
            .ToArray();
        return returned.Length > 0 && returned.All(each => isUnchecked(each.ReturnedValue!));
    }

    private static bool IsReading(IOperation operation) =>
        operation switch
        {
            IInvocationOperation { TargetMethod.Name: var name } => Readers.Contains(name),
            IObjectCreationOperation { Type.Name: var type } => Tokens.Contains(type),
            _ => false,
        };

    private static bool MayCheck(IOperation operation) =>
        operation switch
        {
            IObjectCreationOperation { Type.Name: var type } => !Handlers.Contains(type),
            IInvocationOperation or IThrowOperation or IDynamicInvocationOperation => true,
            IPropertyReferenceOperation { Arguments.IsEmpty: false } => true,
            _ => false,
        };
}
