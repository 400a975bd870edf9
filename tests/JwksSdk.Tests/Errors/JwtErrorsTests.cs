namespace JwksSdk.Tests.Errors;

public sealed class JwtErrorsTests
{
    /// <summary>Numbers and names are a promise: this list only ever grows.</summary>
    private static readonly string[] Stable =
    [
        "0 None",
        "1001 TokenEmpty",
        "1002 TokenTooLong",
        "1003 Malformed",
        "1004 Encrypted",
        "1005 Opaque",
        "1006 Encoding",
        "1007 InvalidJson",
        "1008 DuplicateMember",
        "1009 InvalidHeader",
        "1010 CriticalHeader",
        "2001 AlgorithmNotAllowed",
        "2002 SymmetricAlgorithm",
        "3001 IssuerMissing",
        "3002 UnknownIssuer",
        "4001 KeyIdMissing",
        "4002 UnknownKeyId",
        "4003 KeyAlgorithmMismatch",
        "4004 KeyRefused",
        "4005 KeysUnavailable",
        "5001 BadSignature",
        "6001 ClaimMissing",
        "6002 ClaimType",
        "6003 WrongTokenKind",
        "6004 Expired",
        "6005 NotYetValid",
        "6006 IssuedInFuture",
        "6007 AudienceMismatch",
        "6008 ClientMismatch",
        "6009 AuthorizedPartyMismatch",
        "6010 BoundToken",
        "6011 SessionPending",
        "6012 ClaimNotAccepted",
        "6013 TokenTooOld",
        "6014 AuthenticationTooOld",
        "6015 AuthenticatedInFuture",
        "6016 ScopeMissing",
        "6017 PermissionMissing",
        "6018 RoleMissing",
        "6019 GroupMissing",
    ];

    [Fact]
    public void Numbers_and_names_are_stable() =>
        Assert.Equal(Stable, Enum.GetValues<JwtErrorCode>().Select(static code => $"{(int)code} {code}"));

    [Fact]
    public void Every_code_is_described_once_in_the_order_of_the_codes() =>
        Assert.Equal(Enum.GetValues<JwtErrorCode>(), JwtErrors.All.Select(static description => description.Code));

    [Fact]
    public void Every_code_has_a_text_a_fix_and_a_status()
    {
        foreach (var description in JwtErrors.All)
        {
            Assert.EndsWith(".", description.Summary, StringComparison.Ordinal);
            Assert.EndsWith(".", description.Fix, StringComparison.Ordinal);
            Assert.DoesNotContain('{', description.Summary);
            Assert.Same(description, JwtErrors.For(description.Code));
            var expected = description.Code switch
            {
                JwtErrorCode.None => 0,
                JwtErrorCode.KeysUnavailable => 503,
                JwtErrorCode.ScopeMissing
                or JwtErrorCode.PermissionMissing
                or JwtErrorCode.RoleMissing
                or JwtErrorCode.GroupMissing => 403,
                _ => 401,
            };
            Assert.Equal(expected, description.HttpStatusCode);
            Assert.Equal(expected == 503, new JwtError(description.Code).CannotDecide);
            Assert.Equal(expected, new JwtError(description.Code).HttpStatusCode);
        }
    }

    [Fact]
    public void Summaries_tell_the_codes_apart() =>
        Assert.Equal(
            JwtErrors.All.Count,
            JwtErrors.All.Select(static description => description.Summary).Distinct().Count()
        );

    [Fact]
    public void Number_outside_the_list_has_no_description() =>
        Assert.Throws<ArgumentOutOfRangeException>(static () => JwtErrors.For((JwtErrorCode)999));

    [Fact]
    public void An_error_has_no_code_outside_of_the_list()
    {
        Assert.Throws<ArgumentOutOfRangeException>(static () => new JwtError((JwtErrorCode)999));
        Assert.Throws<ArgumentOutOfRangeException>(static () => default(JwtError) with { Code = (JwtErrorCode)999 });
    }

    [Fact]
    public void Text_of_an_error_names_code_member_and_reason()
    {
        Assert.Equal("Expired (exp): The token has expired.", new JwtError(JwtErrorCode.Expired, "exp").ToString());
        Assert.Equal("BadSignature: The signature does not match.", new JwtError(JwtErrorCode.BadSignature).ToString());
        Assert.Equal("None: No error.", default(JwtError).ToString());
    }
}
