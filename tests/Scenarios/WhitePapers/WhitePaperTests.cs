using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using FunctionsApp.Statistics.Releases;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.WhitePapers;

/// <summary>The paper of a released quarter: approved by the mailed link, kept, and news of the next morning.</summary>
public sealed class WhitePaperTests(CityUnderTest city) : IClassFixture<CityUnderTest>
{
    private const string Paper = "/api/white-papers/2025-Q4";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Paper_OfAReleasedQuarter_IsApprovedAndPublished()
    {
        await ReleaseAsync();
        await city.TickAsync("WhitePapers_Make");
        await city.SettleAsync();
        (await city.Person(null).GetAsync(Paper, Cancellation)).Expect(HttpStatusCode.NotFound);

        var (mail, user) = city.App.DevUsers.Keys.SelectMany(each => city.MailsTo(each), (_, each) => each)
            .Where(each => each.Subject.Contains("Q4 2025", StringComparison.Ordinal)
                || each.Text.Contains("2025年第4季度", StringComparison.Ordinal))
            .Select(each => (each, city.App.DevUsers.Single(one => one.Value.Email == each.To).Key)).First();
        var page = (await city.Person(user).GetAsync(mail.Link!.PathAndQuery, Cancellation)).Expect(HttpStatusCode.OK).Body;
        Assert.Contains("foreword.zh-CN", page, StringComparison.Ordinal);
        (await city.Person(user).PostAsync(mail.Link!.AbsolutePath, new
        {
            token = mail.Token, decision = "Approve", foreword = WarningUnderTest.Text("本季度平稳。", "A steady quarter."),
        }, Cancellation)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();

        var json = (await city.Person(null).GetAsync(Paper, Cancellation)).Expect(HttpStatusCode.OK).Body;
        var listed = (await city.Person(null).GetAsync("/api/white-papers", Cancellation)).Expect(HttpStatusCode.OK).Json[0];
        Assert.Equal(listed.GetProperty("sha256").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json))));
        var paper = (await city.Person(null).GetAsync("/white-papers/2025-Q4", Cancellation)).Body;
        Assert.Contains("A steady quarter.", paper, StringComparison.Ordinal);
        await city.PassAsync(TimeSpan.FromDays(1));
        var alerts = (await city.Person(null).GetAsync("/api/alerts/it", Cancellation)).Body;
        Assert.Contains("white-papers/2025-Q4", alerts, StringComparison.Ordinal);
    }

    private async Task ReleaseAsync()
    {
        object[] figures = [new { indicator = "revenue", value = 120 }];
        var lines = new[] { new { sector = "it", district = "440305", figures } };
        (await city.Person("lin").PutAsync("/api/statistics/reports/2025-12", JsonContent.Create(new { lines }), Cancellation)).Expect(
            HttpStatusCode.Created);
        await city.SettleAsync();
        var releases = city.App.Services.GetRequiredService<ReleaseDesk>();
        foreach (var period in new[] { "2025-12", "2025-Q4" })
        {
            await releases.ReleaseAsync(ReleasePeriod.Find(period)!.Value, city.Clock.GetUtcNow(), Cancellation);
        }
    }
}
