using JwksSdk.Generators.Diagnostics;
using JwksSdk.Generators.Model;
using Microsoft.CodeAnalysis;

namespace JwksSdk.Generators.Parsing;

/// <summary>Reads the members of one <c>[JwtClaims]</c> record, inherited ones first.</summary>
internal sealed class ClaimMembers(INamedTypeSymbol record, Compilation compilation, ClaimsFindings findings)
{
    // Walking from the record to its bases, because what a derived record declares decides over what it inherits.
    private readonly HashSet<string> _hidden = new(StringComparer.Ordinal);
    private readonly HashSet<ISymbol> _overridden = new(SymbolEqualityComparer.Default);

    /// <summary>Whether what was read has a member, or a constructor, that is obsolete as an error.</summary>
    public bool NameObsolete { get; private set; } = IsObsoleteAsError(Constructor(record));

    /// <summary>The records that members are of, as far as this assembly is to have their readers.</summary>
    public List<INamedTypeSymbol> Nested { get; } = [];

    public IReadOnlyList<ClaimMember> Read(CancellationToken cancellationToken)
    {
        var members = new List<(IPropertySymbol Property, ClaimMember Model)>();
        for (var level = record; level is not null; level = level.BaseType)
        {
            cancellationToken.ThrowIfCancellationRequested();
            members.InsertRange(0, ReadLevel(level, cancellationToken));
            _hidden.UnionWith(
                level.GetMembers().Where(static each => !each.IsOverride).Select(static each => each.Name)
            );
        }

        foreach (var same in members.GroupBy(static each => each.Model.Claim, StringComparer.Ordinal))
        {
            var first = same.First().Property;
            foreach (var (later, model) in same.Skip(1))
            {
                findings.Add(ClaimsDescriptors.DuplicateName, later, later.Name, first.Name, model.Claim);
            }
        }

        return [.. members.Select(static each => each.Model)];
    }

    private List<(IPropertySymbol, ClaimMember)> ReadLevel(INamedTypeSymbol level, CancellationToken cancellationToken)
    {
        var members = new List<(IPropertySymbol, ClaimMember)>();
        foreach (var member in level.GetMembers().Where(each => !_overridden.Contains(each)))
        {
            var attribute = member.GetAttributes().FirstOrDefault(KnownTypes.IsJwtClaimAttribute);
            if (attribute is null)
            {
                CheckIsOptional(member);
            }
            else if (member is IFieldSymbol field)
            {
                var owner = field.AssociatedSymbol ?? field;
                findings.Add(
                    ClaimsDescriptors.CannotBeSet,
                    owner,
                    owner.Name,
                    "stands on a field; write it on a property"
                );
            }
            else if (
                member is IPropertySymbol property
                && ReadMember(property, attribute, cancellationToken) is { } model
            )
            {
                members.Add((property, model));
            }
        }

        return members;
    }

    private ClaimMember? ReadMember(
        IPropertySymbol property,
        AttributeData attribute,
        CancellationToken cancellationToken
    )
    {
        for (var slot = property.OverriddenProperty; slot is not null; slot = slot.OverriddenProperty)
        {
            _overridden.Add(slot);
        }

        var claim = attribute.ConstructorArguments.FirstOrDefault().Value as string;
        var form = KnownTypes.FormOf(attribute);
        if (WhyNotSet(property) is { } reason)
        {
            findings.Add(ClaimsDescriptors.CannotBeSet, property, property.Name, reason);
        }
        else if (!ClaimNames.IsUsable(claim))
        {
            findings.Add(ClaimsDescriptors.UnusableName, property, property.Name);
        }
        else if (ClaimValueReader.Find(property.Type, form) is not { } value)
        {
            var shown = property.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
            findings.Add(ClaimsDescriptors.Unsupported, property, property.Name, shown, form);
        }
        else if (EnumNames.Refuse(property.Type) is var (type, unusable))
        {
            findings.Add(ClaimsDescriptors.UnusableEnum, property, property.Name, type.Name, unusable);
        }
        else if (ClaimAbsences.Find(property) is not { } absence)
        {
            findings.Add(
                ClaimsDescriptors.NoAbsence,
                property,
                property.Name,
                "must be required or nullable, because its claim can be absent"
            );
        }
        else if (!property.IsRequired && !ClaimAbsences.Keep(property, absence, cancellationToken))
        {
            const string Lost = "has an initializer that reading a token would overwrite; let another member supply it";
            findings.Add(ClaimsDescriptors.NoAbsence, property, property.Name, Lost);
        }
        else
        {
            if (
                ClaimValueReader.RecordOf(property.Type) is { } nested
                && SymbolEqualityComparer.Default.Equals(nested.ContainingAssembly, compilation.Assembly)
            )
            {
                Nested.Add(nested);
            }

            NameObsolete |= IsObsoleteAsError(property) || IsObsoleteAsError(property.SetMethod);
            return new(property.Name, claim!, value, property.IsRequired, absence);
        }

        return null;
    }

    private void CheckIsOptional(ISymbol member)
    {
        if (
            member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }
            && !ConstructorSetsAll()
        )
        {
            findings.Add(ClaimsDescriptors.RequiredWithoutClaim, member, member.Name);
        }
    }

    private bool ConstructorSetsAll() => Constructor(record).GetAttributes().Any(KnownTypes.IsSetsRequiredMembers);

    private static IMethodSymbol Constructor(INamedTypeSymbol record) =>
        record.InstanceConstructors.First(static each => each.Parameters.IsEmpty);

    private static bool IsObsoleteAsError(ISymbol? symbol) =>
        symbol?.GetAttributes().Any(KnownTypes.IsObsoleteAsErrorAttribute) == true;

    private string? WhyNotSet(IPropertySymbol property)
    {
        if (property.IsStatic || property.IsIndexer || !property.ExplicitInterfaceImplementations.IsEmpty)
        {
            return "is not an ordinary property of an instance";
        }

        if (_hidden.Contains(property.Name))
        {
            return "is hidden by a member of a derived record, so the checks of its own record would not see the claim";
        }

        if (!property.ContainingType.IsSealed && !IsVisibleToDerived(property))
        {
            return "is hidden from records derived in other assemblies; make it and its accessor protected, or seal the record";
        }

        return SetterOf(property) is { } setter && IsReachable(setter)
            ? null
            : $"has no init or set accessor that '{record.Name}' can reach";
    }

    /// <summary>
    /// Whether records derived in other assemblies see a member. Where they do not, their readers would silently leave it out, and a
    /// check that rests on it would always pass.
    /// </summary>
    public static bool IsVisibleToDerived(IPropertySymbol property) =>
        IsVisibleToDerived(property.DeclaredAccessibility)
        && (SetterOf(property) is not { } setter || IsVisibleToDerived(setter.DeclaredAccessibility));

    private static IMethodSymbol? SetterOf(IPropertySymbol property)
    {
        var setter = property.SetMethod;
        for (var slot = property; setter is null && slot is not null; slot = slot.OverriddenProperty)
        {
            setter = slot.SetMethod;
        }

        return setter;
    }

    // A record reaches what its bases have as public: the compiler's answer takes a search of all references.
    private bool IsReachable(IMethodSymbol setter) =>
        setter.DeclaredAccessibility == Accessibility.Public
        || compilation.IsSymbolAccessibleWithin(setter, record, record);

    private static bool IsVisibleToDerived(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
