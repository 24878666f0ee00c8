using System.Net;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.SiteVisits;

/// <summary>A defence before the panel's experts, over HTTP.</summary>
public sealed class DefenceTests(CityWithVisits city) : IClassFixture<CityWithVisits>
{
    private static readonly string[] Experts = ["luo", "su", "tan", "xie", "yu", "zheng"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Defence_AfterAPanel_InvitesItsExpertsAndIsDecidedByTheMinutes()
    {
        var application = await city.DraftAsync("Defended", programme: CityWithVisits.Defended);
        await application.UploadOneByOneAsync("application-form", "service-record", "licence-scan");
        foreach (var asked in AskedExperts("declaration", application))
        {
            (await city.PostAsync(asked, new { token = asked.Mail.Token, conflict = "None" })).Expect(HttpStatusCode.Accepted);
        }

        var scored = AskedExperts("scoring", application);
        foreach (var asked in scored)
        {
            var marks = new object[] { new { criterion = "value", points = 90 } };
            (await city.PostAsync(asked, new { token = asked.Mail.Token, marks, comment = "Sound." })).Expect(HttpStatusCode.Accepted);
        }

        var day = FunctionsApp.City.WorkingCalendar.Official.Add(FunctionsApp.City.BeijingTime.Day(city.Clock.GetUtcNow()), 4);
        var officer = await city.OfferAsync(application, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        var own = await city.AppointmentAsync(application);
        Assert.Equal((1, 3), (own.GetProperty("people").GetArrayLength(), own.GetProperty("experts").GetInt32()));
        foreach (var (_, expert) in scored)
        {
            var seen = await city.AppointmentAsync(application, expert);
            Assert.Equal((4, 0), (seen.GetProperty("people").GetArrayLength(), seen.GetProperty("experts").GetInt32()));
            Assert.Contains(city.MailsTo(expert), mail =>
                mail.Id.StartsWith($"appointment-attended.{application.Id}.", StringComparison.Ordinal));
        }

        foreach (var path in new[] { "", "/appointment", "/letters" })
        {
            var page = WebUtility.HtmlDecode((await city.Person("lin").GetAsync($"/my/{application.Id}{path}", Cancellation)).Body);
            Assert.All(scored, expert => Assert.DoesNotContain(NameOf(expert.User), page, StringComparison.Ordinal));
        }

        (await city.ReplyAsync(application, new { reply = "Confirm", edition = "1.0" })).Expect(HttpStatusCode.OK);
        await city.PassAsync(TimeSpan.FromDays(8));
        var minutes = city.AskedOfficer("visitreport", application);
        Assert.Equal(officer, minutes.User);
        var notes = new object[] { new { point = "answers", text = "All questions were answered." } };
        (await city.PostAsync(minutes, new { token = minutes.Mail.Token, notes, result = "Passed", summary = "Convincing." }))
            .Expect(HttpStatusCode.Accepted);

        Assert.Equal("Approved", await application.StatusAsync());
        Assert.Equal(3, Assert.Single(await application.FactsAsync("AttendeesNamed")).GetProperty("attendees").GetArrayLength());
    }

    private string NameOf(string user) =>
        city.App.Services.GetRequiredService<FunctionsApp.Identity.StaffDirectory>().Find(user)!.Name;

    /// <summary>Links of one question to experts, each once.</summary>
    private IReadOnlyList<(Mail Mail, string User)> AskedExperts(string kind, ApplicationUnderTest application) =>
    [
        .. Experts.SelectMany(user => city.MailsTo(user).Select(mail => (Mail: mail, User: user)))
            .Where(sent => sent.Mail.Link?.AbsolutePath.Contains($"/{kind}.{application.Id}.", StringComparison.Ordinal) == true)
            .DistinctBy(sent => sent.Mail.Link!.AbsolutePath),
    ];
}
