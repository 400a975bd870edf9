using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Finds how a value is read from the type of its member and the form on the wire.</summary>
internal static class ClaimValueReader
{
    /// <summary>The form of a claim that says nothing about it.</summary>
    public const string DefaultForm = "Default";

    private const string List = "global::System.Collections.Generic.IReadOnlyList";

    /// <summary>How a value is read; null when there is no reader for this type in this form.</summary>
    public static ClaimValue? Find(ITypeSymbol type, string form)
    {
        if (type is not INamedTypeSymbol named)
        {
            return null;
        }

        return named.OriginalDefinition.SpecialType switch
        {
            SpecialType.System_Nullable_T => FindOne(named.TypeArguments[0], form),
            SpecialType.System_Collections_Generic_IReadOnlyList_T => FindList(named.TypeArguments[0], form),
            _ => FindOne(named, form),
        };
    }

    /// <summary>The record with a reader of its own that a value, or each item of a list, is; null when it is none.</summary>
    public static INamedTypeSymbol? RecordOf(ITypeSymbol type)
    {
        var isList = type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyList_T;
        var one = isList ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        return KnownTypes.HasReader(one) ? one as INamedTypeSymbol : null;
    }

    private static ClaimValue? FindOne(ITypeSymbol type, string form) =>
        (type.SpecialType, form) switch
        {
            (SpecialType.System_String, DefaultForm) => new("string?", "ReadString"),
            (SpecialType.System_Boolean, DefaultForm) => new("bool?", "ReadBoolean"),
            (SpecialType.System_Int32, DefaultForm) => new("int?", "ReadInt32"),
            (SpecialType.System_Int64, DefaultForm) => new("long?", "ReadInt64"),
            (SpecialType.System_Double, DefaultForm) => new("double?", "ReadDouble"),
            (SpecialType.System_Decimal, DefaultForm) => new("decimal?", "ReadDecimal"),
            (_, DefaultForm) when EnumNames.Read(type) is { } names => new(
                $"{names.GlobalName}?",
                $"ReadEnum<{names.GlobalName}>",
                Enum: names
            ),
            (_, DefaultForm) when KnownTypes.IsDateTimeOffset(type) => new(
                "global::System.DateTimeOffset?",
                "ReadDate"
            ),
            (_, "UnixMilliseconds") when KnownTypes.IsDateTimeOffset(type) => new(
                "global::System.DateTimeOffset?",
                "ReadUnixMilliseconds"
            ),
            (_, DefaultForm) when KnownTypes.IsJsonElement(type) => new(
                "global::System.Text.Json.JsonElement?",
                "ReadElement"
            ),
            (_, DefaultForm) when KnownTypes.HasReader(type) => new($"{NameOf(type)}?", $"ReadObject<{NameOf(type)}>"),
            _ => null,
        };

    private static ClaimValue? FindList(ITypeSymbol item, string form) =>
        (item.SpecialType, form) switch
        {
            (SpecialType.System_String, DefaultForm) => new($"{List}<string>?", "ReadStrings"),
            (SpecialType.System_String, "SpaceSeparated") => new($"{List}<string>?", "ReadStrings", ' '),
            (SpecialType.System_String, "CommaSeparated") => new($"{List}<string>?", "ReadStrings", ','),
            (SpecialType.System_Boolean, DefaultForm) => new($"{List}<bool>?", "ReadBooleans"),
            (SpecialType.System_Int32, DefaultForm) => new($"{List}<int>?", "ReadInt32s"),
            (SpecialType.System_Int64, DefaultForm) => new($"{List}<long>?", "ReadInt64s"),
            (SpecialType.System_Double, DefaultForm) => new($"{List}<double>?", "ReadDoubles"),
            (SpecialType.System_Decimal, DefaultForm) => new($"{List}<decimal>?", "ReadDecimals"),
            (_, DefaultForm) when EnumNames.Read(item) is { } names => ListOf(names, null),
            (_, "SpaceSeparated") when EnumNames.Read(item) is { } names => ListOf(names, ' '),
            (_, "CommaSeparated") when EnumNames.Read(item) is { } names => ListOf(names, ','),
            (_, DefaultForm) when KnownTypes.IsDateTimeOffset(item) => new(
                $"{List}<global::System.DateTimeOffset>?",
                "ReadDates"
            ),
            (_, "UnixMilliseconds") when KnownTypes.IsDateTimeOffset(item) => new(
                $"{List}<global::System.DateTimeOffset>?",
                "ReadUnixMillisecondDates"
            ),
            (_, DefaultForm) when KnownTypes.HasReader(item) => new(
                $"{List}<{NameOf(item)}>?",
                $"ReadObjects<{NameOf(item)}>"
            ),
            _ => null,
        };

    private static ClaimValue ListOf(EnumModel names, char? separator) =>
        new($"{List}<{names.GlobalName}>?", $"ReadEnums<{names.GlobalName}>", separator, names);

    // Without the nullable mark of a reference: the reader's type argument is never nullable.
    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
