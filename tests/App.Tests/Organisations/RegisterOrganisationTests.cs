using App.Tests.City;
using FunctionsApp.City;
using FunctionsApp.Organisations;
using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace App.Tests.Organisations;

public class RegisterOrganisationTests
{
    private static readonly CreditCode Code = CreditCode.Parse(CreditCodeTests.Valid);
    private static readonly OrganisationEntry Entry = new("Nanshan Labs", "440305", ["it", "biotech"]);

    [Fact]
    public void Check_SectorsInAnyOrderAndTwice_KeepsEachOnceInThePolicysOrder() =>
        Assert.Equal(["rd-design", "it"], RegisterOrganisation.Check(Entry with { Sectors = ["it", "rd-design", "it"] }).Sectors);

    [Fact]
    public void Check_Name_IsTrimmedAndBounded()
    {
        Assert.Equal("a", RegisterOrganisation.Check(Entry with { Name = " a " }).Name);
        Assert.Equal(200, RegisterOrganisation.Check(Entry with { Name = new string('a', 200) }).Name.Length);
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
    public void Decide_None_RegistersIt()
    {
        var change = Decide(null, Entry);
        Assert.Equal((Code, "Nanshan Labs", "440305"), (change.Next.Code, change.Next.Name, change.Next.District));
        Assert.Equal(["biotech", "it"], change.Next.Sectors.Order());
        var fact = Assert.Single(change.Facts);
        Assert.Equal(("u", "OrganisationRegistered"), (fact.Actor, fact.Type));
    }

    [Fact]
    public void Decide_Same_ChangesNothing()
    {
        var current = Decide(null, Entry).Next;
        Assert.Empty(Decide(current, Entry with { Name = " Nanshan Labs ", Sectors = [.. Entry.Sectors] }).Facts);
    }

    [Fact]
    public void Decide_Other_ChangesIt()
    {
        var current = Decide(null, Entry).Next;
        var moved = Decide(current, Entry with { District = "440304" });
        Assert.Equal("440304", Assert.IsType<OrganisationChanged>(Assert.Single(moved.Facts).Fact).District);
        Assert.Equal("440304", moved.Next.District);
        Assert.Single(Decide(current, Entry with { Name = "Other" }).Facts);
        Assert.Single(Decide(current, Entry with { Sectors = ["it"] }).Facts);
    }

    [Fact]
    public void Decide_NotValid_IsRefusedAlsoForAKnownOne()
    {
        var current = Decide(null, Entry).Next;
        Assert.Throws<ProblemException>(() => Decide(null, Entry with { District = "440300" }));
        Assert.Throws<ProblemException>(() => Decide(current, Entry with { District = "440300" }));
    }

    [Fact]
    public void Agrees_AnyMemberChangedBesideTheFacts_IsFalse()
    {
        var registered = Decide(null, Entry);
        var changed = Decide(registered.Next, Entry with { Name = "Other" });
        IReadOnlyList<Fact> facts = [.. registered.Facts.Concat(changed.Facts).Select(fact => fact.Fact)];

        Assert.True(RegisterOrganisation.Agrees(registered.Next, [facts[0]]));
        Assert.True(RegisterOrganisation.Agrees(changed.Next, facts));
        Organisation[] corrupted =
            [registered.Next, changed.Next with { Name = "X" }, changed.Next with { District = "440304" }, changed.Next with { Sectors = ["ip"] }];
        Assert.All(corrupted, organisation => Assert.False(RegisterOrganisation.Agrees(organisation, facts)));
        Assert.False(RegisterOrganisation.Agrees(changed.Next, []));
    }

    private static Change<Organisation> Decide(Organisation? current, OrganisationEntry entry) =>
        RegisterOrganisation.Decide(current, Code, entry, "u");

    private static void Refused(OrganisationEntry entry) =>
        Assert.Equal("invalid-field", Assert.Throws<ProblemException>(() => RegisterOrganisation.Check(entry)).Type.Slug);
}
