using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp;
using FunctionsApp.Platform;
using FunctionsApp.Programmes;
using FunctionsApp.Programmes.Fields;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Applications;

/// <summary>A city whose special fund takes joint applications, which the organisation signs.</summary>
public sealed class CityWithPartners : CityUnderTest
{
    public CityWithPartners()
    {
        var catalogue = new ProgrammeCatalogue([.. ProgrammeLoader.LoadEmbedded().Select(definition =>
            definition.Programme == ApplicationUnderTest.SpecialFund ? WithPartners(definition) : definition)]);
        Options = Options with
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(catalogue);
                builder.AddApp();
            },
        };
    }

    private static ProgrammeDefinition WithPartners(ProgrammeDefinition definition) => definition with
    {
        Signing = SigningRule.Signatory,
        Form =
        [
            .. definition.Form,
            new TableField
            {
                Key = "partners", Label = new("联合申报单位", "Partners"), MaxRows = 10,
                Columns =
                [
                    new TextField { Key = "name", Label = new("名称", "Name"), Required = true, MaxLength = 100 },
                    new TextField { Key = "code", Label = new("代码", "Code"), Required = true, MaxLength = 18, Pattern = TextPattern.CreditCode },
                    new TextField { Key = "part", Label = new("任务", "Part"), Required = true, MaxLength = 100 },
                    new NumberField { Key = "share", Label = new("份额", "Share"), Required = true, Min = 0, Max = 100 },
                ],
            },
        ],
        Partners = new PartnersRule("partners", "name", "code") { Role = "part", Share = "share" },
    };
}

/// <summary>The consent of partners before the review, over HTTP and by their pages.</summary>
public sealed class PartnerTests(CityWithPartners city) : IClassFixture<CityWithPartners>
{
    private const string Futian = "91440300MA5EXB340R", Luohu = "91440300MA5EXC562L";

    /// <summary>Links that were used.</summary>
    private readonly HashSet<string> used = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Application_OfThreeOrganisations_IsRefusedByOneThenConsentedToAndSigned()
    {
        var application = await SentAsync("Together", 20);
        var asked = Asked(application);
        Assert.Equal(["fang", "qian"], asked.Select(each => each.User).Order());
        var (futian, luohu) = (asked.Single(each => each.User == "qian").Mail, asked.Single(each => each.User == "fang").Mail);
        var page = (await city.Person("qian").GetAsync(futian.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("240,000", page, StringComparison.Ordinal);
        Assert.DoesNotContain("/documents/budget", page, StringComparison.Ordinal);
        Assert.Equal("not-assignee", (await AnswerAsync(futian, "fang", "Consent")).Problem);
        Assert.Equal("not-open", (await application.TryFillAsync(new { })).Problem);

        (await AnswerAsync(luohu, "fang", "Consent")).Expect(HttpStatusCode.Accepted);
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(luohu, "fang", "Consent")).Status);
        (await AnswerAsync(futian, "qian", "Refuse", "份额太少。")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Equal("Draft", await application.StatusAsync());
        Assert.Contains("份额太少。", (await city.Person("mei").GetAsync(application.Address, Cancellation)).Body);
        Assert.DoesNotContain("份额太少。", string.Concat((await application.FactsAsync()).Select(fact => fact.GetRawText())));
        Assert.Equal(HttpStatusCode.NotFound, (await city.Person("fang").GetAsync(application.Address, Cancellation)).Status);
        Assert.Contains(city.Mailbox.All(), mail =>
            mail.To == "lin@nanshan-lab.example" && mail.Text.Contains("份额太少。", StringComparison.Ordinal));

        await application.FillAsync(Answers(25));
        (await application.SubmitAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        var (again, user) = Assert.Single(Asked(application));
        Assert.Equal("qian", user);
        (await AnswerAsync(again, user, "Consent")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Equal("Signing", await application.StatusAsync());
        (var sign, user) = Assert.Single(Asked(application));
        (await AnswerAsync(sign, user, "Sign")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.Single(application.Asked("District"));
        await PartnerReadsAsync(application);
    }

    [Fact]
    public async Task Application_PartnerSilent_IsADraftAgain()
    {
        var application = await SentAsync("Unanswered", 20);
        (await AnswerAsync(Asked(application).Single(each => each.User == "fang").Mail, "fang", "Consent")).Expect(HttpStatusCode.Accepted);

        await city.PassAsync(TimeSpan.FromDays(20));

        Assert.Equal("Draft", await application.StatusAsync());
        var closed = Assert.Single(await application.FactsAsync("ConsentClosed"));
        Assert.Equal(("Lapsed", Futian), (closed.GetProperty("outcome").GetString(), closed.GetProperty("organisation").GetString()));
    }

    [Fact]
    public async Task Application_Recalled_ClosesThePartnersLinks()
    {
        var application = await SentAsync("Taken back", 20);
        var (mail, user) = Asked(application)[0];

        (await city.Person("mei").PostAsync($"{application.Address}/recall", null, Cancellation)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Equal("Draft", await application.StatusAsync());
        Assert.Equal("assignment-closed", (await AnswerAsync(mail, user, "Consent")).Problem);
    }

    [Fact]
    public async Task Form_NamingItselfOrOneTwice_IsRefused()
    {
        var application = await city.DraftAsync("Wrong partners");

        var refused = await application.TryFillAsync(Answers(20, "91440300MA5EXA1291"));

        Assert.Equal("invalid-form", refused.Problem);
        Assert.Contains("own-organisation", refused.Body, StringComparison.Ordinal);
        Assert.Contains("named-twice", (await application.TryFillAsync(Answers(20, Luohu))).Body, StringComparison.Ordinal);
    }

    /// <summary>In the partner's own list, read only: subject, names of documents, answers, course; no file.</summary>
    private async Task PartnerReadsAsync(ApplicationUnderTest application)
    {
        var list = (await city.Person("fang").GetAsync("/api/applications", Cancellation)).Expect(HttpStatusCode.OK).Json;
        var line = list.GetProperty("items").EnumerateArray().Single(item => item.GetProperty("id").GetString() == application.Id);
        Assert.NotNull(line.GetProperty("lead").GetString());
        Assert.Contains(
            $"/api/applications/{application.Id}", (await city.Person("zhao").GetAsync("/my", Cancellation)).Body, StringComparison.Ordinal);
        var read = (await city.Person("zhao").GetAsync(application.Address, Cancellation)).Expect(HttpStatusCode.OK).Json;
        Assert.Equal(2, read.GetProperty("partners").GetArrayLength());
        Assert.True(read.GetProperty("answers").TryGetProperty("partners", out _));
        var file = await city.Person("zhao").GetAsync($"{application.Address}/documents/budget", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, file.Status);
        var withdrawn = await city.Person("zhao").PostAsync($"{application.Address}/withdraw", null, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, withdrawn.Status);
    }

    private static JsonObject Answers(decimal share, string other = Futian)
    {
        var answers = JsonSerializer.SerializeToNode(DemoForm.Answers())!.AsObject();
        answers["partners"] = JsonSerializer.SerializeToNode(new[]
        {
            new { name = "罗湖研究院", code = Luohu, part = "研发", share = 10m },
            new { name = "福田工程", code = other, part = "中试", share },
        });
        return answers;
    }

    /// <summary>Complete, and sent to the partners.</summary>
    private async Task<ApplicationUnderTest> SentAsync(string title, decimal share)
    {
        var application = await city.DraftAsync(title);
        await application.UploadAllAsync();
        await application.FillAsync(Answers(share));
        await city.SettleAsync();
        Assert.Equal("Draft", await application.StatusAsync());
        (await application.SubmitAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("Consenting", await application.StatusAsync());
        return application;
    }

    /// <summary>Who was newly asked to consent or to sign, each with the mail.</summary>
    private IReadOnlyList<(Mail Mail, string User)> Asked(ApplicationUnderTest application)
    {
        var users = city.App.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key);
        return
        [
            .. city.Mailbox.All()
                .Where(mail => mail.Link?.AbsolutePath.Contains($".{application.Id}.", StringComparison.Ordinal) == true)
                .Where(mail => used.Add(mail.Link!.AbsolutePath)).Select(mail => (mail, users[mail.To])),
        ];
    }

    private Task<Answer> AnswerAsync(Mail mail, string user, string decision, string? comment = null) => city.Person(user).PostAsync(
        mail.Link!.AbsolutePath, new { token = mail.Token, decision, comment }, Cancellation);
}
