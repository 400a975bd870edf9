using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>
/// Reads a <c>[JwtClaims]</c> record. One parser, two hosts: the generator takes the model and drops the findings, the
/// analyzer reports the findings and drops the model.
/// </summary>
internal sealed class ClaimsParser
{
    private readonly INamedTypeSymbol _type;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellationToken;
    private readonly List<ClaimsFinding> _findings = [];

    private ClaimsParser(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken)
    {
        _type = type;
        _compilation = compilation;
        _cancellationToken = cancellationToken;
    }

    public static ClaimsParse Parse(
        INamedTypeSymbol type,
        Compilation compilation,
        CancellationToken cancellationToken
    ) => new ClaimsParser(type, compilation, cancellationToken).Parse();

    private ClaimsParse Parse()
    {
        CheckType();
        var members = _findings.Count == 0 ? ReadMembers() : [];
        CheckNames(members);
        var model =
            _findings.Count == 0
                ? new ClaimsModel(
                    TypeModelReader.Read(_type),
                    members.Select(static each => each.Model).ToEquatableArray()
                )
                : null;
        return new(model, _findings);
    }

    private void CheckType()
    {
        if (!_type.IsRecord || _type.IsValueType)
        {
            CannotBeRead("is not a record class");
            return;
        }

        foreach (
            var each in TypeModelReader.ContainingTypes(_type).Prepend(_type).Where(static each => each.IsGenericType)
        )
        {
            CannotBeRead(Same(each, _type) ? "is generic" : $"is nested in '{each.Name}', which is generic");
        }

        if (_type.IsAbstract)
        {
            CannotBeRead("is abstract; its members are read where a record that is not derives from it");
        }

        if (TypeModelReader.ContainingTypes(_type).Prepend(_type).Any(static each => each.IsFileLocal))
        {
            CannotBeRead("is local to its file, where generated code cannot add to it");
        }

        if (!_type.InstanceConstructors.Any(static each => each.Parameters.IsEmpty))
        {
            CannotBeRead("has no constructor without parameters");
        }

        var notPartial = TypeModelReader.FindNotPartial(_type, _cancellationToken);
        if (Same(notPartial, _type))
        {
            Add(ClaimsDescriptors.NotPartial, _type, _type.Name);
        }
        else if (notPartial is not null)
        {
            CannotBeRead($"is nested in '{notPartial.Name}', which is not partial");
        }
    }

    private List<ParsedMember> ReadMembers()
    {
        // From the record to its bases, because what a derived record declares decides over what it inherits; each level's
        // members go before those of the levels seen so far, so that the result has inherited members first.
        var members = new List<ParsedMember>();
        var hidden = new HashSet<string>(StringComparer.Ordinal);
        var overridden = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var setsRequired = _type
            .InstanceConstructors.First(static each => each.Parameters.IsEmpty)
            .GetAttributes()
            .Any(KnownTypes.IsSetsRequiredMembers);
        for (var level = _type; level is not null; level = level.BaseType)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var own = new List<ParsedMember>();
            foreach (var member in level.GetMembers())
            {
                var attribute = member.GetAttributes().FirstOrDefault(KnownTypes.IsJwtClaimAttribute);
                if (member is IPropertySymbol property && attribute is not null && !overridden.Contains(property))
                {
                    for (var each = property; each is not null; each = each.OverriddenProperty)
                    {
                        overridden.Add(each);
                    }

                    if (hidden.Contains(property.Name))
                    {
                        CannotBeSet(property, "is hidden by a member of a derived record");
                    }
                    else if (ReadMember(property, attribute) is { } model)
                    {
                        own.Add(new(property, model));
                    }
                }
                else if (IsRequired(member) && !setsRequired && !overridden.Contains(member))
                {
                    Add(ClaimsDescriptors.RequiredWithoutClaim, member, member.Name);
                }
            }

            members.InsertRange(0, own);
            hidden.UnionWith(
                level.GetMembers().Where(static each => !each.IsOverride).Select(static each => each.Name)
            );
        }

        return members;
    }

    private ClaimMember? ReadMember(IPropertySymbol property, AttributeData attribute)
    {
        if (property.IsStatic || property.IsIndexer || !property.ExplicitInterfaceImplementations.IsEmpty)
        {
            CannotBeSet(property, "is no ordinary property of an instance");
            return null;
        }

        if (FindSetter(property) is not { } setter || !_compilation.IsSymbolAccessibleWithin(setter, _type, _type))
        {
            CannotBeSet(property, $"has no init or set accessor that '{_type.Name}' can reach");
            return null;
        }

        var claim = attribute.ConstructorArguments.FirstOrDefault().Value as string;
        if (string.IsNullOrEmpty(claim) || !IsText(claim!))
        {
            Add(ClaimsDescriptors.UnusableName, property, property.Name);
            return null;
        }

        var form = FormOf(attribute);
        if (ClaimValueReader.Find(property.Type, form) is not { } value)
        {
            var type = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            Add(ClaimsDescriptors.Unsupported, property, property.Name, type, form);
            return null;
        }

        return AbsenceOf(property) is { } absence
            ? new(property.Name, claim!, value, property.IsRequired, absence)
            : null;
    }

    private ClaimAbsence? AbsenceOf(IPropertySymbol property)
    {
        var isNullable =
            property.NullableAnnotation == NullableAnnotation.Annotated
            || property.Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        ClaimAbsence absence;
        if (isNullable)
        {
            absence = ClaimAbsence.Null;
        }
        else if (property.Type.IsValueType)
        {
            absence = ClaimAbsence.Default;
        }
        else if (ClaimValueReader.IsList(property.Type))
        {
            absence = ClaimAbsence.EmptyList;
        }
        else if (property.IsRequired)
        {
            absence = ClaimAbsence.Refused;
        }
        else if (property.NullableAnnotation == NullableAnnotation.None)
        {
            // A file without nullable references: nothing is promised, so null breaks no promise.
            absence = ClaimAbsence.Null;
        }
        else
        {
            Add(
                ClaimsDescriptors.NoAbsence,
                property,
                property.Name,
                "can be absent, so it must be required or nullable"
            );
            return null;
        }

        if (property.IsRequired || ClaimDefaults.AreKept(property, absence, _cancellationToken))
        {
            return absence;
        }

        Add(
            ClaimsDescriptors.NoAbsence,
            property,
            property.Name,
            "has an initializer, which reading a token would overwrite"
        );
        return null;
    }

    private void CheckNames(List<ParsedMember> members)
    {
        foreach (var group in members.GroupBy(static each => each.Model.Claim, StringComparer.Ordinal))
        {
            foreach (var later in group.Skip(1))
            {
                Add(
                    ClaimsDescriptors.DuplicateName,
                    later.Property,
                    later.Property.Name,
                    group.First().Property.Name,
                    group.Key
                );
            }
        }
    }

    // A member's finding stands at the member where the record itself declares it, and otherwise at the record: the base
    // may be fine for others, or have no source.
    private void Add(DiagnosticDescriptor rule, ISymbol symbol, params string[] arguments)
    {
        var place = Same(symbol.ContainingType, _type) ? symbol : _type;
        _findings.Add(new(rule, place.Locations.FirstOrDefault() ?? Location.None, arguments.ToEquatableArray()));
    }

    private void CannotBeRead(string reason) => Add(ClaimsDescriptors.CannotBeRead, _type, _type.Name, reason);

    private void CannotBeSet(IPropertySymbol property, string reason) =>
        Add(ClaimsDescriptors.CannotBeSet, property, property.Name, reason);

    private static IMethodSymbol? FindSetter(IPropertySymbol? property) =>
        property is null ? null : property.SetMethod ?? FindSetter(property.OverriddenProperty);

    private static bool IsRequired(ISymbol member) =>
        member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true };

    private static bool Same(ISymbol? one, ISymbol other) => SymbolEqualityComparer.Default.Equals(one, other);

    // An unpaired surrogate has no UTF-8 form, so no token can hold such a name.
    private static bool IsText(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogate(name[i]) && !char.IsSurrogatePair(name, i++))
            {
                return false;
            }
        }

        return true;
    }

    private static string FormOf(AttributeData attribute)
    {
        var given = attribute.NamedArguments.FirstOrDefault(static each => each.Key == "Form").Value;
        return given.Type is null
            ? ClaimValueReader.DefaultForm
            : given
                .Type.GetMembers()
                .OfType<IFieldSymbol>()
                .FirstOrDefault(each => Equals(each.ConstantValue, given.Value))
                ?.Name
                ?? $"{given.Value}";
    }

    private readonly record struct ParsedMember(IPropertySymbol Property, ClaimMember Model);
}
