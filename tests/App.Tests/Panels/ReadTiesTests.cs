using App.Tests.Assignments;
using App.Tests.Reviews;
using FunctionsApp.Applications;
using FunctionsApp.Applications.Partners;
using FunctionsApp.City;
using FunctionsApp.Panels;
using FunctionsApp.Platform.Storage;
using Microsoft.Extensions.Options;

namespace App.Tests.Panels;

public sealed class ReadTiesTests
{
    private static readonly DateTimeOffset Now = ReviewSample.Opened;

    private readonly AskingBench bench = new(Now, ApplicationAggregate.Kind);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_LastYears_CountToTheDay()
    {
        await PutAsync("1123456789abcdefghjk", "at-the-limit", Now.AddYears(-3));
        await PutAsync("2123456789abcdefghjk", "too-old", Now.AddYears(-3).AddSeconds(-1));
        await PutAsync("3123456789abcdefghjk", "stranger", Now, "91350100M000100Y43");

        Assert.Equal(["applicant-1", "at-the-limit"], (await ReadAsync(new PanelOptions())).People);
        Assert.Equal(["applicant-1"], (await ReadAsync(new PanelOptions { CommonProjectYears = 0 })).People);
    }

    [Fact]
    public async Task Read_MailDomains_AreThoseOfDraftersAndTheRegisterWithoutPublicOnes()
    {
        await PutAsync("1123456789abcdefghjk", "earlier", Now.AddYears(-1));
        var ties = await ReadAsync(new PanelOptions { PublicMailDomains = " QQ.com, 163.com" });

        Assert.Equal(["example.com", "lab.example", "register.example"], ties.MailDomains);
    }

    [Fact]
    public async Task Read_JointApplication_KnowsThePeopleOfItsPartners()
    {
        var partner = new Partner(CreditCode.Parse("91350100M000100Y43"), "合作单位");
        var joint = ReviewSample.Applied with
        {
            Consents = new ConsentRound(
                1, "applicant-1", Now, "content", "partners", [new PartnerConsent(partner, "d", 1) { State = ConsentState.Consented }]),
        };
        await PutAsync("1123456789abcdefghjk", "partners-drafter", Now.AddYears(-1), partner.Organisation.Value);

        Assert.Equal(["applicant-1", "partners-drafter"], (await ReadAsync(new PanelOptions(), joint)).People);
        Assert.Equal(["applicant-1"], (await ReadAsync(new PanelOptions())).People);
    }

    private async Task<ApplicantTies> ReadAsync(PanelOptions options, Application? application = null)
    {
        var code = ReviewSample.Applied.Applicant.Organisation.Value;
        var tools = bench.Tools(
            Polls.Member("r", code) with { Email = "r@register.example" }, Polls.Member("q", code) with { Email = "q@qq.com" },
            Polls.Member("other") with { Email = "o@elsewhere.example" });
        return await new ReadTies(bench.Store, bench.Lists, tools.Staff, Options.Create(options))
            .ReadAsync(application ?? ReviewSample.Applied, "Panel", 0, Now, Cancellation);
    }

    private Task PutAsync(string id, string person, DateTimeOffset at, string? organisation = null)
    {
        var applicant = ReviewSample.Applied.Applicant with { Person = person, Email = $"{person}@lab.example" };
        var application = ReviewSample.Applied with
        {
            Id = id, CreatedAt = at,
            Applicant = organisation is null ? applicant : applicant with { Organisation = CreditCode.Parse(organisation) },
        };
        return bench.Store.PutAsync(
            ApplicationAggregate.Kind, id, _ => Change.To(application, "test", new ReviewPut()), Cancellation);
    }
}
