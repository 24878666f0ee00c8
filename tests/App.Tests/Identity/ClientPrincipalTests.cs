using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using Microsoft.AspNetCore.Http;

namespace App.Tests.Identity;

public class ClientPrincipalTests
{
    [Fact]
    public void Read_AllClaims_MakesTheCaller()
    {
        var caller = Read(AccessTests.Principal(
            ("oid", "u1"), ("name", "Li"), ("email", "li@example.org"), ("roles", "Applicant"), ("roles", "Auditor"),
            ("organisation", " 91440300ma5exa1291"), ("district", "440305"), ("locale", "en-GB")))!;
        Assert.Equal(("u1", "Li", "li@example.org"), (caller.Id, caller.Name, caller.Email));
        Assert.True(caller.Roles.SetEquals([Role.Applicant, Role.Auditor]));
        Assert.Equal((CreditCode.Parse("91440300MA5EXA1291"), "440305", Language.English), (caller.Organisation, caller.District, caller.Language));
    }

    [Fact]
    public void Read_OrganisationThatIsNoCode_BelongsToNone() =>
        Assert.Null(Read(AccessTests.Principal(("sub", "u1"), ("organisation", "91440300MA5EXA1290")))!.Organisation);

    [Theory]
    [InlineData("8")]
    [InlineData("administrator")]
    [InlineData("Applicant, Administrator")]
    [InlineData("")]
    [InlineData(" ")]
    public void Read_RoleByOtherThanItsName_GivesNone(string role) =>
        Assert.Empty(Read(AccessTests.Principal(("sub", "u1"), ("roles", role)))!.Roles);

    [Theory]
    [InlineData("")]
    [InlineData("%%%")]
    [InlineData("bm90IGpzb24=")]
    [InlineData("bnVsbA==")]
    [InlineData("e30=")]
    [InlineData("eyJjbGFpbXMiOltudWxsXX0=")]
    [InlineData("W10=")]
    public void Read_Malformed_IsNobody(string header) => Assert.Null(Read(header));

    [Fact]
    public void Read_WithoutAnId_IsNobody() => Assert.Null(Read(AccessTests.Principal(("name", "Li"), ("roles", "Administrator"))));

    [Fact]
    public void Read_HugeHeader_IsNobody() => Assert.Null(Read(AccessTests.Principal(("sub", "u1"), ("name", new string('x', 40_000)))));

    private static Caller? Read(string header) => ClientPrincipal.Read(new HeaderDictionary { [ClientPrincipal.Header] = header });
}
