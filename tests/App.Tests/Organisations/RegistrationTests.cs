using FunctionsApp.City;
using FunctionsApp.Organisations;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;

namespace App.Tests.Organisations;

public class RegistrationTests
{
    private static readonly OrganisationEntry Entry = new("Nanshan Labs", "440305", ["it", "biotech"]);

    [Fact]
    public void Check_SectorsInAnyOrderAndTwice_KeepsEachOnceInThePolicysOrder() =>
        Assert.Equal(["rd-design", "it"], Registration.Check(Entry with { Sectors = ["it", "rd-design", "it"] }).Sectors);

    [Fact]
    public void Check_Name_IsTrimmedAndBounded()
    {
        Assert.Equal("a", Registration.Check(Entry with { Name = " a " }).Name);
        Assert.Equal(200, Registration.Check(Entry with { Name = new string('a', 200) }).Name.Length);
        Refused(Entry with { Name = new string('a', 201) });
        Refused(Entry with { Name = "  " });
        Refused(Entry with { Name = "a\nb" });
    }

    [Theory]
    [InlineData("440300")]
    [InlineData("440399")]
    [InlineData("")]
    public void Check_NotADistrict_IsRefused(string district) => Refused(Entry with { District = district });

    [Fact]
    public void Check_SectorsMissingOrUnknown_IsRefused()
    {
        Refused(Entry with { Sectors = [] });
        Refused(Entry with { Sectors = ["it", "mining"] });
        Refused(Entry with { Sectors = ["it", null!] });
    }

    [Fact]
    public void Decide_FirstSameOther_RegistersKeepsChanges()
    {
        var current = new Organisation(CreditCodeTests.Valid, Entry.Name, Entry.District, Entry.Sectors, FactHead.Start, "e");
        Assert.Equal(Registration.Registered, Registration.Decide(null, Entry, "u")!.Type);
        Assert.Null(Registration.Decide(current, Entry with { Sectors = [.. Entry.Sectors] }, "u"));
        Assert.Equal(Registration.Changed, Registration.Decide(current, Entry with { District = "440304" }, "u")!.Type);
    }

    private static void Refused(OrganisationEntry entry) =>
        Assert.Equal("invalid-field", Assert.Throws<ProblemException>(() => Registration.Check(entry)).Type.Slug);
}
