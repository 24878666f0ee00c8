using System.Net;
using FunctionsApp;
using FunctionsApp.Programmes;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Applications;

/// <summary>A city whose special fund asks for the organisation's signature.</summary>
public sealed class CityWithSigning : CityUnderTest
{
    public CityWithSigning()
    {
        var catalogue = new ProgrammeCatalogue([.. ProgrammeLoader.LoadEmbedded().Select(definition =>
            definition.Programme == ApplicationUnderTest.SpecialFund ? definition with { Signing = SigningRule.Signatory } : definition)]);
        Options = Options with
        {
            Configure = builder =>
            {
                builder.Services.AddSingleton(catalogue);
                builder.AddApp();
            },
        };
    }
}

/// <summary>The organisation's signature before the review, over HTTP and by its page.</summary>
public sealed class SigningTests(CityWithSigning city) : IClassFixture<CityWithSigning>
{
    /// <summary>Links that were used.</summary>
    private readonly HashSet<string> used = [];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Application_ReturnedThenSigned_IsReviewed()
    {
        var application = await SentAsync("To sign");
        var (mail, user) = Assert.Single(Asked(application));
        Assert.Equal("xu", user);
        Assert.Contains("To sign", (await city.Person("xu").GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK).Body);
        Assert.Equal("not-open", (await application.TryFillAsync(new { })).Problem);

        (await AnswerAsync(mail, user, "Return", "金额有误。")).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        Assert.Equal("Draft", await application.StatusAsync());
        Assert.Contains("金额有误。", (await city.Person("mei").GetAsync(application.Address, Cancellation)).Body);
        Assert.DoesNotContain("金额有误。", string.Concat((await application.FactsAsync()).Select(fact => fact.GetRawText())));

        (await application.SubmitAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        (mail, user) = Assert.Single(Asked(application));
        (await AnswerAsync(mail, user, "Sign")).Expect(HttpStatusCode.Accepted);
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(mail, user, "Sign")).Status);
        await city.SettleAsync();

        Assert.Equal("Submitted", await application.StatusAsync());
        Assert.Single(application.Asked("District"));
    }

    [Fact]
    public async Task Application_Recalled_IsADraftAgainAndItsLinkIsClosed()
    {
        var application = await SentAsync("To take back");
        var (mail, user) = Assert.Single(Asked(application));
        Assert.Equal(HttpStatusCode.NotFound, (await city.Person("zhao").PostAsync($"{application.Address}/recall", null, Cancellation)).Status);

        (await city.Person("mei").PostAsync($"{application.Address}/recall", null, Cancellation)).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        Assert.Equal("Draft", await application.StatusAsync());
        Assert.Equal("assignment-closed", (await AnswerAsync(mail, user, "Sign")).Problem);
        Assert.DoesNotContain(
            (await city.Person("xu").GetAsync("/api/assignments", Cancellation)).Json.GetProperty("items").EnumerateArray(),
            item => item.GetProperty("id").GetString()!.Contains(application.Id, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Application_NotSignedInTime_IsADraftAgain()
    {
        var application = await SentAsync("Forgotten");

        await city.PassAsync(TimeSpan.FromDays(20));

        Assert.Equal("Draft", await application.StatusAsync());
        Assert.Equal("Lapsed", Assert.Single(await application.FactsAsync("SigningClosed")).GetProperty("outcome").GetString());
    }

    /// <summary>Complete, and sent to the signatory.</summary>
    private async Task<ApplicationUnderTest> SentAsync(string title)
    {
        var application = await city.DraftAsync(title);
        await application.UploadAllAsync();
        await city.SettleAsync();
        Assert.Equal("Draft", await application.StatusAsync());
        (await application.SubmitAsync()).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.Equal("Signing", await application.StatusAsync());
        return application;
    }

    /// <summary>Who was newly asked to sign, each with the mail.</summary>
    private IReadOnlyList<(Mail Mail, string User)> Asked(ApplicationUnderTest application)
    {
        var users = city.App.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key);
        return
        [
            .. city.Mailbox.All()
                .Where(mail => mail.Link?.AbsolutePath.Contains($"/signing.{application.Id}.", StringComparison.Ordinal) == true)
                .Where(mail => used.Add(mail.Link!.AbsolutePath)).Select(mail => (mail, users[mail.To])),
        ];
    }

    private Task<Answer> AnswerAsync(Mail mail, string user, string decision, string? comment = null) => city.Person(user).PostAsync(
        mail.Link!.AbsolutePath, new { token = mail.Token, decision, comment }, Cancellation);
}
