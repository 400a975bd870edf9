using System.Numerics;
using JwksSdk.Testing;
using JwksSdk.Tests.Providers.Contract;
using JwksSdk.Tokens;

namespace JwksSdk.Tests.Providers.Clerk;

/// <summary>The permissions that a session token of version 2 packs into <c>fea</c>, <c>per</c> and <c>fpm</c>.</summary>
public sealed class ClerkPermissionTests
{
    private static readonly ClerkFixture Fixture = ClerkFixture.Instance;
    private static readonly FakeClerk Provider = Fixture.Provider;

    public static TheoryData<string, string, string, string> Packed =>
        new()
        {
            { "o:dashboard,o:teams", "read,manage", "3,2", "org:dashboard:read org:dashboard:manage org:teams:manage" },
            { "u:beta,o:teams", "read,manage", "1", "org:teams:read" }, // a user's feature has no number
            { "uo:beta,o:teams", "read", "1,1", "org:beta:read org:teams:read" },
            { " o:a , o:b ", " read , manage ", " 1 , 2 ", "org:a:read org:b:manage" },
            { "o:a:b", "c:d", "1", "org:a:b:c:d" },
            { "o:a,o:b", "read", "1", "org:a:read" }, // fewer numbers than features
            { "o:a", "read", "2", "" }, // a bit without a permission
            { "o:a", "", "1", "" },
            { "", "read", "1", "" },
            { "o:a", "read", "", "" },
            // What is no number grants nothing and keeps its place.
            { "o:a,o:b", "read", "x,1", "org:b:read" },
            { "o:a", "read", "-1", "" },
            { "o:a", "read", "1 1", "" },
            { "o:a,o:b,o:billing", "read,manage", "0,0,3", "org:billing:read org:billing:manage" },
            { "o:a,o:b,o:billing", "read,manage", "0,,3", "org:billing:read org:billing:manage" },
            { "o:a,o:b,o:billing", "read,manage", "0, ,3", "org:billing:read org:billing:manage" },
            { "o:a,o:b,o:billing", "read,manage", ",,3", "org:billing:read org:billing:manage" },
            // An empty name is never granted and keeps its place.
            { "o:a", "read,,manage,delete", "4", "org:a:manage" },
            { "o:a", ",read, ,manage", "15", "org:a:read org:a:manage" },
            { "o:,o:b", "read", "1,1", "org:b:read" },
            { "u:,o:b", "read", "1", "org:b:read" },
            // Nobody can tell whether a feature without a scope has a number.
            { "nocolon", "read", "1", "" },
            { "o:a,nocolon,o:b", "read", "1,1,1", "org:a:read" },
            { "o:a,,o:b", "read", "1,1,1", "org:a:read" },
            { ",o:a", "read", "1,1", "" },
            // Any place of a feature or a name that grants counts.
            { "o:a,o:a", "read,manage,read", "2,4", "org:a:manage org:a:read" },
        };

    [Theory]
    [MemberData(nameof(Packed))]
    public void Permissions_are_unpacked_from_their_bits(string features, string names, string bits, string expected) =>
        Assert.Equal(expected, string.Join(' ', Token(features, names, bits).OrganizationPermissions));

    [Theory]
    [MemberData(nameof(Packed))]
    public void A_required_permission_is_met_exactly_where_it_is_unpacked(
        string features,
        string names,
        string bits,
        string expected
    )
    {
        var token = Token(features, names, bits);
        foreach (var permission in Combinations(features, names).Concat(["", "org:", "org:a", "a:read", "org:a:Read"]))
        {
            var isGranted = expected.Split(' ').Contains(permission) && permission.Length > 0;
            Assert.Equal((permission, isGranted), (permission, Check(token, permission) == default));
        }
    }

    /// <summary>Two implementations that have the walk through the features in common, and nothing else.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_found_packed_is_what_is_found_unpacked(int seed)
    {
        var random = new Random(seed);
        var granted = 0;
        for (var i = 0; i < 1_000; i++)
        {
            var features = Items("o:a", "o:b", "o:a:b", "ou:a", "u:a", "o:", " o:b ", i % 9 == 0 ? "" : "o:c");
            var names = Items("a", "b", "b:a", ":", "", " ");
            var organization = new ClerkOrganization
            {
                PermissionText = names,
                NumberText = Items("0", "1", "2", "5", "10", "31", "", "x"),
            };
            var unpacked = organization.PermissionsFor(features);
            var candidates = Combinations(features, names).Distinct().ToArray();
            Assert.Equal(unpacked.Distinct().Order(), organization.Granted(candidates, features).Order());
            granted += unpacked.Count;
        }

        Assert.InRange(granted, 500, int.MaxValue);

        string Items(params string[] items) => string.Join(',', random.GetItems(items, random.Next(7)));
    }

    [Fact]
    public void More_than_64_permissions_are_unpacked()
    {
        var token = Token("o:a", Names(70), $"{BigInteger.Pow(2, 69)}");

        Assert.Equal(["org:a:p69"], token.OrganizationPermissions);
        Assert.Equal(default, Check(token, "org:a:p69"));
        Assert.Equal(JwtErrorCode.PermissionMissing, Check(token, "org:a:p68").Code);
    }

    /// <summary>The largest number of 1,024 bits has 309 digits, as have larger ones.</summary>
    [Theory]
    [InlineData(1_023, 0, "org:a:p1023 org:b:p0")]
    [InlineData(1_024, -1, "all org:b:p0")]
    [InlineData(1_024, 0, "org:b:p0")]
    [InlineData(10_000, 0, "org:b:p0")]
    public void A_number_of_more_bits_than_any_instance_has_permissions_grants_nothing(
        int exponent,
        int plus,
        string expected
    )
    {
        var organization = new ClerkOrganization
        {
            PermissionText = Names(2_000),
            NumberText = $"{BigInteger.Pow(2, exponent) + plus},1",
        };

        var all = string.Join(' ', Enumerable.Range(0, 1_024).Select(static i => $"org:a:p{i}"));
        Assert.Equal(
            expected.Replace("all", all, StringComparison.Ordinal),
            string.Join(' ', organization.PermissionsFor("o:a,o:b"))
        );
        string[] last = ["org:a:p1023", "org:a:p1024", "org:b:p0"];
        Assert.Equal(
            exponent == 1_024 && plus == 0 || exponent > 1_024 ? last[2..] : [last[0], last[2]],
            organization.Granted(last, "o:a,o:b")
        );
    }

    [Fact]
    public void Unpacking_a_number_costs_no_more_for_the_names_that_it_does_not_reach()
    {
        var token = Token(Repeated("o:a", 500), Repeated("p", 3_000), Repeated("2", 500));
        Assert.Equal(500, token.OrganizationPermissions.Count);

        Assert.InRange(Allocated(() => token.OrganizationPermissions), 0, 50_000);
    }

    [Fact]
    public void Permissions_of_a_large_organization_are_unpacked_all()
    {
        var features = string.Join(',', Enumerable.Range(10, 90).Select(static i => $"o:feature_{i}"));
        var names = string.Join(',', Enumerable.Range(10, 60).Select(static i => $"permission_{i}"));

        var token = Token(features, names, Repeated($"{BigInteger.Pow(2, 60) - 1}", 90));

        Assert.Equal(90 * 60, token.OrganizationPermissions.Count);
        Assert.Equal("org:feature_99:permission_69", token.OrganizationPermissions[^1]);
    }

    /// <summary>64 times the 576 + 1,130 - 2 characters of the claims are 96 times the 6 + 1,130 of a permission.</summary>
    [Theory]
    [InlineData(1_130, 96)]
    [InlineData(1_131, 0)]
    public void Permissions_of_more_than_64_times_the_characters_of_their_claims_are_not_unpacked(int length, int count)
    {
        var name = new string('p', length);
        var token = Token(Repeated("o:a", 96), name, Repeated("1", 96));

        Assert.Equal(count, token.OrganizationPermissions.Count);
        Assert.Equal(default, Check(token, $"org:a:{name}"));
        Assert.Equal(JwtErrorCode.PermissionMissing, Check(token, $"org:b:{name}").Code);
    }

    /// <summary>Unpacked they would be more than six megabytes.</summary>
    [Fact]
    public void Permissions_that_would_unfold_cost_no_memory()
    {
        var name = new string('p', 4_000);
        var token = Token(Repeated("o:a", 800), name, Repeated("1", 800));
        Assert.Equal(default, Check(token, $"org:a:{name}"));
        Assert.Empty(token.OrganizationPermissions);

        Assert.InRange(Allocated(() => Check(token, $"org:a:{name}")), 0, 50_000);
        Assert.InRange(Allocated(() => Check(token, "org:b:p")), 0, 50_000);
        Assert.InRange(Allocated(() => token.OrganizationPermissions), 0, 2_000_000);
    }

    private static ClerkSessionToken Token(string features, string names, string bits) =>
        Fixture.Read<ClerkSessionToken>(
            Provider.MintSessionToken(token =>
            {
                token.Claims["fea"] = features;
                token.Claims["o"]!["per"] = names;
                token.Claims["o"]!["fpm"] = bits;
            })
        );

    private static JwtError Check(ClerkSessionToken token, string permission) =>
        token.Check(
            new TokenPolicy(
                AudienceRule.NotUsed,
                required: new Dictionary<string, IReadOnlyList<string>> { ["org_permissions"] = [permission] }
            )
        );

    /// <summary>Each of the features with each of the names, empty ones too.</summary>
    private static IEnumerable<string> Combinations(string features, string names) =>
        from feature in features.Split(',')
        from name in names.Split(',')
        select $"org:{feature.Trim(' ')[(feature.Trim(' ').IndexOf(':') + 1)..]}:{name.Trim(' ')}";

    private static string Names(int count) => string.Join(',', Enumerable.Range(0, count).Select(static i => $"p{i}"));

    private static string Repeated(string item, int count) => string.Join(',', Enumerable.Repeat(item, count));

    private static long Allocated<T>(Func<T> run)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
