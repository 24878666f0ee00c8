using System.Globalization;
using System.Net;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.SiteVisits;

/// <summary>A site visit from the first offer to the outcome, over HTTP.</summary>
/// <remarks>Each test begins on a later day than the one before: days are taken from the clock.</remarks>
public sealed class SiteVisitTests(CityWithVisits city) : IClassFixture<CityWithVisits>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Visit_MovedOnceAndConfirmed_IsReportedAndDecidedByTheLeadingGroup()
    {
        var application = await city.SubmitToVisitAsync("Visited and approved");
        var officer = await city.OfferAsync(application, Day(4), "luo");
        var offered = await city.AppointmentAsync(application);
        Assert.Equal(("1.0", "Offered"), (Edition(offered), State(offered)));
        Assert.Contains("appointment", await PageAsync("lin", $"/my/{application.Id}"), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("1 Science Road", await PageAsync("lin", $"/my/{application.Id}/appointment"), StringComparison.Ordinal);

        (await city.ReplyAsync(application, new { reply = "Move", edition = "1.0", reasons = "A fair.", days = new[] { Day(6) } }))
            .Expect(HttpStatusCode.OK);
        Assert.Equal(officer, await city.OfferAsync(application, Day(6), "luo"));
        (await city.ReplyAsync(application, new { reply = "Confirm", edition = "1.0" })).Expect(HttpStatusCode.Conflict);
        (await city.ReplyAsync(application, new { reply = "Confirm", edition = "1.1" })).Expect(HttpStatusCode.OK);
        foreach (var user in new[] { "lin", officer, "luo" })
        {
            var file = (await city.Person(user).GetAsync($"{application.Address}/appointment.ics", Cancellation)).Expect(HttpStatusCode.OK);
            Assert.Contains("SEQUENCE:1", file.Body, StringComparison.Ordinal);
            Assert.Contains("STATUS:CONFIRMED", file.Body, StringComparison.Ordinal);
        }

        (await city.Person("zhao").GetAsync($"{application.Address}/appointment", Cancellation)).Expect(HttpStatusCode.NotFound);
        await city.PassUntilAsync(Over(Day(6)));
        var asked = city.AskedOfficer("visitreport", application);
        Assert.Equal(officer, asked.User);
        Assert.Contains("Whether it is as stated", await PageAsync(officer, $"/inbox/{asked.Mail.Link!.AbsolutePath.Split('/')[3]}"),
            StringComparison.Ordinal);
        (await city.PostAsync(asked, Appointed.Report(asked.Mail.Token, "Passed"))).Expect(HttpStatusCode.Accepted);

        await application.DecideAsync("LeadingGroup", "Approve");
        Assert.Equal("Approved", await application.StatusAsync());
        Assert.Equal(2, (await application.FactsAsync("AppointmentOffered")).Count);
        var letters = WebUtility.HtmlDecode(await PageAsync("lin", $"/my/{application.Id}/letters"));
        Assert.Contains("预约已确认（现场考察）", letters, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visit_Silence_ConfirmsAndAFailedReportRejectsWithItsSummary()
    {
        var application = await city.SubmitToVisitAsync("Visited and rejected");
        await OfferAndVisitAsync(application);
        Assert.True(Assert.Single(await application.FactsAsync("AppointmentConfirmed")).GetProperty("bySilence").GetBoolean());

        var asked = city.AskedOfficer("visitreport", application);
        (await city.PostAsync(asked, Appointed.Report(asked.Mail.Token, "Failed", "No laboratory was found."))).Expect(HttpStatusCode.Accepted);

        Assert.Equal("Rejected", await application.StatusAsync());
        Assert.Contains("No laboratory was found.", await PageAsync("lin", $"/my/{application.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Visit_Withdrawn_IsCancelledWithALetterAndTheFile()
    {
        var application = await city.SubmitToVisitAsync("Withdrawn before the visit");
        await city.OfferAsync(application, Day(4));
        (await application.WithdrawAsync()).Expect(HttpStatusCode.OK);
        await city.SettleAsync();

        var appointment = await city.AppointmentAsync(application);
        Assert.Equal(("1.1", "Cancelled"), (Edition(appointment), State(appointment)));
        Assert.Contains(city.MailsTo("lin"), mail =>
            mail.Id.StartsWith($"appointment-cancelled.{application.Id}.", StringComparison.Ordinal));
        Assert.Equal("Withdrawn", (await application.FactsAsync("StageClosed"))[^1].GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task Visit_NoOneOffers_ComesToThePolicyOfTheDefinition()
    {
        var application = await city.SubmitToVisitAsync("Never visited");
        await city.PassAsync(TimeSpan.FromDays(21));

        Assert.Equal("Rejected", await application.StatusAsync());
        Assert.Equal("Reject", Assert.Single(await application.FactsAsync("AssignmentLapsed")).GetProperty("countsAs").GetString());
    }

    [Fact]
    public async Task Visit_ByThePagesAlone_IsOfferedMovedAndConfirmed()
    {
        var application = await city.SubmitToVisitAsync("By pages");
        var asked = city.AskedOfficer("appointment", application);
        using var officer = new ScriptlessBrowser(city, asked.User, "en");
        using var lin = new ScriptlessBrowser(city, "lin", "en");
        (string, string)[] offer =
        [
            ("begins", $"{Day(4)}T09:30"), ("ends", $"{Day(4)}T11:00"), ("place", "1 Science Road"), ("attendees", "luo\r\nnobody at all"),
        ];
        var inbox = await officer.OpenAsync($"/inbox/{asked.Mail.Link!.AbsolutePath.Split('/')[3]}");
        var refused = await officer.PressAsync(inbox, "", offer);
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("nobody at all is no officer or expert", refused.Text, StringComparison.Ordinal);
        Assert.Contains("1 Science Road", refused.Text, StringComparison.Ordinal);
        await officer.PressAsync(refused, "", [.. offer[..3], ("attendees", "luo")]);
        await city.SettleAsync();

        var page = await lin.OpenAsync($"/my/{application.Id}/appointment");
        var again = await lin.PressAsync(page, "", ("reply", "Move"), ("reasons", "A fair."), ("day.1", "soon"));
        Assert.Equal(HttpStatusCode.BadRequest, again.Status);
        Assert.Contains("must be written as", again.Text, StringComparison.Ordinal);
        await lin.PressAsync(again, "", ("reply", "Move"), ("reasons", "A fair."), ("day.1", Day(6)), ("day.3", Day(7)));
        await city.SettleAsync();
        Assert.Equal(2, Assert.Single(await application.FactsAsync("AppointmentMoveAsked")).GetProperty("days").GetArrayLength());
        await city.OfferAsync(application, Day(6));
        await lin.PressAsync(await lin.OpenAsync($"/my/{application.Id}/appointment"), "", ("reply", "Confirm"));
        await city.SettleAsync();

        Assert.Equal(("1.1", "Confirmed"), (Edition(await city.AppointmentAsync(application)), State(await city.AppointmentAsync(application))));
    }

    /// <summary>They take the way of documents; the report keeps them, and only those who review and audit read them.</summary>
    [Fact]
    public async Task Photos_AttachedByApiAndPage_AreCheckedAndKeptWithTheReport()
    {
        var (application, asked) = await ToReportAsync("Photographed");
        var (id, officer) = (asked.Mail.Link!.AbsolutePath.Split('/')[3], city.Person(asked.User));
        var first = (await PutAsync(asked.User, id, "gate.png", Picture)).Expect(HttpStatusCode.Accepted).Json;
        var broken = (await PutAsync(asked.User, id, "broken.jpg", [.. Picture, 9])).Expect(HttpStatusCode.Accepted).Json;
        Assert.Equal("format-not-allowed", (await PutAsync(asked.User, id, "plan.pdf", Picture)).Problem);
        Assert.Equal("document-too-large", (await PutAsync(asked.User, id, "big.png", new byte[(10 * 1024 * 1024) + 1])).Problem);
        Assert.Equal("not-assignee", (await PutAsync("wu", id, "gate.png", Picture)).Problem);
        await city.SettleAsync();

        using var browser = await BrowserForms.SignInAsync(city.App.BaseAddress, asked.User, "en");
        var path = $"/inbox/{id}/photos";
        var file = new ByteArrayContent([.. Picture, 1]);
        file.Headers.TryAddWithoutValidation("Content-Disposition", "form-data; name=\"file\"; filename=\"second.png\"");
        file.Headers.TryAddWithoutValidation("Content-Type", "image/png");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(BrowserForms.ProofOf(await browser.GetStringAsync(path, Cancellation))), "\"proof\"" }, file,
        };
        using var sent = await browser.PostAsync(path, form, Cancellation);
        Assert.Equal(HttpStatusCode.OK, sent.StatusCode);
        await city.SettleAsync();
        var page = WebUtility.HtmlDecode(await browser.GetStringAsync(path, Cancellation));
        Assert.Contains("second.png", page, StringComparison.Ordinal);
        Assert.Contains("not accepted", page, StringComparison.Ordinal);
        // The same file again is the photo that is there.
        var again = (await PutAsync(asked.User, id, "gate.png", Picture)).Expect(HttpStatusCode.Accepted).Json;
        Assert.Equal(first.GetProperty("id").GetString(), again.GetProperty("id").GetString());
        using var removed = await browser.SendFormAsync(
            path, $"{path}/{broken.GetProperty("id").GetString()}/remove", new Dictionary<string, string>());
        Assert.Equal(HttpStatusCode.OK, removed.StatusCode);
        Assert.DoesNotContain("broken.jpg", await browser.GetStringAsync(path, Cancellation), StringComparison.Ordinal);
        Assert.Contains($"{path}\"", await PageAsync(asked.User, $"/inbox/{id}"), StringComparison.Ordinal);

        (await city.PostAsync(asked, Appointed.Report(asked.Mail.Token, "Passed"))).Expect(HttpStatusCode.Accepted);
        Assert.Equal("photos-closed", (await PutAsync(asked.User, id, "late.png", [.. Picture, 2])).Problem);
        var report = Assert.Single(await application.FactsAsync("VisitReported")).GetProperty("photos").EnumerateArray().ToList();
        Assert.Equal(2, report.Count);
        Assert.Equal(first.GetProperty("sha256").GetString(), report[0].GetString());
        var leader = Assert.Single(application.Asked("LeadingGroup"));
        foreach (var reader in new[] { leader.User, "audit" })
        {
            var list = (await city.Person(reader).GetAsync($"{application.Address}/photos", Cancellation)).Expect(HttpStatusCode.OK).Json;
            var photo = list.GetProperty("items")[0].GetProperty("id").GetString();
            (await city.Person(reader).GetAsync($"{application.Address}/photos/{photo}", Cancellation)).Expect(HttpStatusCode.OK);
        }

        Assert.Contains(
            $"{application.Address}/photos", await PageAsync(leader.User, leader.Mail.Link!.PathAndQuery), StringComparison.Ordinal);
        foreach (var stranger in new[] { null, "lin", "zhao" })
        {
            Assert.Contains(
                (await city.Person(stranger).GetAsync($"{application.Address}/photos", Cancellation)).Status,
                new[] { HttpStatusCode.NotFound, HttpStatusCode.Unauthorized });
        }

        Assert.DoesNotContain("gate.png", await PageAsync("lin", $"/my/{application.Id}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Photos_NoReportComes_AreRemovedWithTheirFiles()
    {
        var (application, asked) = await ToReportAsync("Never reported");
        (await PutAsync(asked.User, asked.Mail.Link!.AbsolutePath.Split('/')[3], "gate.png", Picture)).Expect(HttpStatusCode.Accepted);
        await city.SettleAsync();
        Assert.NotEmpty(await BlobsAsync(application));

        await city.PassAsync(TimeSpan.FromDays(30));
        Assert.Equal("Rejected", await application.StatusAsync());
        Assert.Single(await application.FactsAsync("PhotoRemoved"));
        Assert.Empty(await BlobsAsync(application));
    }

    private static byte[] Picture => LocalHost.Demo.DemoFiles.Png();

    /// <summary>The appointment is over, and the officer is asked to report.</summary>
    private async Task<(ApplicationUnderTest Application, (LocalHost.Demo.Mail Mail, string User) Asked)> ToReportAsync(string title)
    {
        var application = await city.SubmitToVisitAsync(title);
        await OfferAndVisitAsync(application);
        return (application, city.AskedOfficer("visitreport", application));
    }

    private Task<LocalHost.Demo.Answer> PutAsync(string user, string assignment, string fileName, byte[] content) =>
        city.Person(user).PutAsync(
        $"/api/assignments/{assignment}/photos?fileName={fileName}",
        new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } }, Cancellation);

    private async Task<IReadOnlyList<string>> BlobsAsync(ApplicationUnderTest application)
    {
        var names = new List<string>();
        var blobs = city.App.Services.GetRequiredService<BlobServiceClient>().GetBlobContainerClient("accepted");
        await foreach (var blob in blobs.GetBlobsAsync(BlobTraits.None, BlobStates.None, $"{application.Id}/photo", Cancellation))
        {
            names.Add(blob.Name);
        }

        return names;
    }

    /// <summary>The n-th working day from now.</summary>
    /// <summary>A day in four working days, whatever holidays lie before it; then the visit is over.</summary>
    private async Task OfferAndVisitAsync(ApplicationUnderTest application)
    {
        var day = Day(4);
        await city.OfferAsync(application, day);
        await city.PassUntilAsync(Over(day));
    }

    private static DateTimeOffset Over(string day) => DateTimeOffset.Parse($"{day}T12:00:00+08:00", CultureInfo.InvariantCulture);

    private string Day(int workingDays) => FunctionsApp.City.WorkingCalendar.Official
        .Add(FunctionsApp.City.BeijingTime.Day(city.Clock.GetUtcNow()), workingDays)
        .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> PageAsync(string user, string path) =>
        (await city.Person(user).GetAsync(path, Cancellation)).Expect(HttpStatusCode.OK).Body;

    private static string? Edition(System.Text.Json.JsonElement appointment) => appointment.GetProperty("edition").GetString();

    private static string? State(System.Text.Json.JsonElement appointment) => appointment.GetProperty("state").GetString();
}
