using App.Tests.Programmes.Fields;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Partners;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using static App.Tests.Applications.Partners.PartnerSample;

namespace App.Tests.Applications.Partners;

public sealed class NamePartnersTests
{
    private const string Own = "91350100M000100Y43";

    [Fact]
    public void Of_TwoRows_ReadsRoleAndShareOfTheAmount()
    {
        var partners = NamePartners.Of(Filled().Answers, Definition, 1000);

        Assert.Equal([First, Second], partners.Select(partner => partner.Organisation.Value));
        Assert.Equal([300m, 205m], partners.Select(partner => partner.Amount));
        Assert.Equal(new LocalizedText("院所", "Institute"), partners[1].Role);
    }

    [Theory]
    [InlineData(Own, Second, 10, 10, "form.partners[0].code own-organisation")]
    [InlineData(First, First, 10, 10, "form.partners[1].code named-twice")]
    [InlineData(First, Second, 50, 49.99, "")]
    [InlineData(First, Second, 50, 50, "form.partners.share shares")]
    [InlineData(First, Second, 100, 50, "form.partners.share shares")]
    [InlineData(First, "91440300MA5EXB3400", 10, 10, "form.partners[1].code pattern")]
    public void Check_Rows_MustBeOtherOrganisationsEachOnceWithLessThanAll(
        string one, string two, decimal share, decimal other, string faults)
    {
        var answers = $$"""
            { "partners": [ { "name": "甲", "code": "{{one}}", "kind": "maker", "share": {{share}} },
                            { "name": "乙", "code": "{{two}}", "kind": "lab", "share": {{other}} } ] }
            """;

        var given = Examples.Whole(Definition).Check(Definition, FormSample.Parse(answers));

        Assert.Equal(faults, string.Join("; ", given.Faults.Select(fault => $"{fault.Path} {fault.Code}")));
    }

    [Fact]
    public void Submit_SharesOfAll_IsIncomplete()
    {
        var all = Filled(Two.Replace("20.5", "70", StringComparison.Ordinal));

        Assert.Equal("form-incomplete", Examples.Slug(() => Send(all)));
    }

    [Fact]
    public void Digest_OfAPartner_ChangesWithItsOwnRowAndTheRestAlone()
    {
        var (draft, form) = (Filled().Application, Filled());
        string Of(FunctionsApp.Applications.Forms.ApplicationForm state, int place) => NamePartners.Digest(
            state.Application, state.Answers, "partners", NamePartners.Of(state.Answers, Definition, 1000)[place]);
        var share = Filled(Two.Replace("20.5", "20", StringComparison.Ordinal), new(draft, form.Answers));
        var summary = Filled(Two.Replace("{ \"partners\"", "{ \"summary\": \"Other\", \"partners\"", StringComparison.Ordinal));

        Assert.Equal((Of(form, 0), false), (Of(share, 0), Of(form, 1) == Of(share, 1)));
        Assert.NotEqual(Of(form, 0), Of(summary, 0));
    }

    [Theory]
    [InlineData("other", "name", "code", "kind", "share", ".table")]
    [InlineData("summary", "name", "code", "kind", "share", ".table")]
    [InlineData("partners", "none", "code", "kind", "share", ".name")]
    [InlineData("partners", "name", "name", "kind", "share", ".code")]
    [InlineData("partners", "name", "code", "share", "share", ".role")]
    [InlineData("partners", "name", "code", "kind", "kind", ".share")]
    [InlineData("partners", "name", "code", "kind", "share", "")]
    public void Rule_NamingOtherColumns_IsRefused(string table, string name, string code, string role, string share, string paths)
    {
        var rule = new PartnersRule(table, name, code) { Role = role, Share = share };

        Assert.Equal(paths, string.Join(' ', rule.Errors(Definition).Select(error => error.Path)));
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    public void Rule_TableOfManyRows_IsRefused(int rows, int errors)
    {
        var definition = Definition with { Form = [(TableField)Definition.Form[1] with { MaxRows = rows }] };

        Assert.Equal(errors, definition.Partners!.Errors(definition).Count());
    }
}
