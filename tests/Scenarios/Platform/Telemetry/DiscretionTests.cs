using System.Net;
using System.Text.RegularExpressions;
using Azure.Messaging.ServiceBus;
using LocalHost.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Scenarios.Platform.Telemetry;

/// <summary>Nothing that leaves by telemetry names a person, an address, a file, or holds a token.</summary>
[Collection(nameof(TracedTests))]
public sealed partial class DiscretionTests(CityWithTelemetry city)
{
    private const string Title = "李雷的光电检测平台";
    private const string FileName = "李雷-身份证.pdf";
    private const string Comment = "Call Lin Xiao at 0755-1234567.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Telemetry_OfADayWithEverythingThatGoesWell_NamesNobody()
    {
        var application = await city.SubmitAsync(Title);
        await application.ReturnAsync("District", "budget", Comment);
        await application.UploadAsync("budget", FileName.Replace("pdf", "xlsx"), Media.Xlsx, DemoFiles.Xlsx(("设备", 1m)));
        await city.SettleAsync();
        var mails = city.Mailbox.All();
        await application.DecideAsync("District", "Approve", Comment);
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("discreet"));
        await warning.CancelAsync();
        // Reminders, delegates, alerts and a census.
        await city.PassAsync(TimeSpan.FromDays(20));

        AssertNamesNobody([.. mails, .. city.Mailbox.All()]);
    }

    [Fact]
    public async Task Telemetry_OfEverythingThatGoesWrong_NamesNobody()
    {
        var application = await city.DraftAsync(Title);
        // Not what its name says: rejected, with a mail to the applicant.
        await application.UploadAsync("application-form", FileName, Media.Pdf, "not a pdf"u8.ToArray());
        await city.SettleAsync();
        (await application.TryUploadAsync("application-form", "../" + FileName, Media.Pdf, [1])).Expect(HttpStatusCode.BadRequest);
        var lin = city.Person("lin");
        (await lin.GetAsync("/api/lin/lin@nanshan-lab.example?token=eyJhbGciOi.secret", Cancellation)).Expect(HttpStatusCode.NotFound);
        (await lin.GetAsync($"/api/assignments/review.{application.Id}.District.0.1/answer?token=eyJhbGciOi.secret", Cancellation)).Expect(HttpStatusCode.Forbidden);
        (await lin.PostAsync("/api/applications", new { programme = "lin@nanshan-lab.example", title = Title }, Cancellation)).Expect(HttpStatusCode.BadRequest);
        (await city.Person(null).GetAsync("/api/applications?organisation=91440300MA5EXA1291", Cancellation)).Expect(HttpStatusCode.Unauthorized);
        var bus = city.App.Services.GetRequiredService<ServiceBusClient>();
        // A function that fails ten times, on a body that names somebody: logged each time, and dead in the end.
        await bus.CreateSender("signals").SendMessageAsync(new ServiceBusMessage("{\"source\":\"lin@nanshan-lab.example\"}") { MessageId = "bad" }, Cancellation);
        await bus.CreateSender("letters").SendMessageAsync(new ServiceBusMessage(
            """{"id":"to-lin","template":"assignment-opened","staffId":null,"email":"林晓 lin@nanshan-lab.example","language":"Chinese","values":{},"callback":null}""") { MessageId = "unwritable" }, Cancellation);
        await city.SettleAsync();

        Assert.Contains(city.Logs, log => log.Attributes?.Any(attribute => attribute.Key == "exception.type") == true);
        AssertNamesNobody(city.Mailbox.All());
    }

    private void AssertNamesNobody(IReadOnlyList<Mail> mails)
    {
        var said = Everything().Distinct().ToList();
        Assert.True(said.Count > 100);
        var forbidden = city.App.DevUsers.Values.SelectMany(user => new[] { user.Name, user.Email })
            .Concat(mails.Where(mail => mail.Link is not null).Select(mail => mail.Token))
            .Concat([Title, FileName, Comment, "李雷", "form.pdf", "plan.docx", "budget.xlsx", "token=", "eyJhbGciOi", "91440300MA5EXA1291", "@nanshan-lab", "@shenzhen-tech"])
            .ToList();
        Assert.DoesNotContain(said, text => forbidden.Exists(text.Contains));
        // Ids of people are short: they count as words of their own.
        var people = city.App.DevUsers.Keys.ToHashSet();
        Assert.DoesNotContain(said, text => Word().Matches(text).Any(word => people.Contains(word.Value)));
    }

    /// <summary>Every text that an exporter gets.</summary>
    private IEnumerable<string> Everything()
    {
        foreach (var span in city.Spans)
        {
            yield return span.DisplayName;
            yield return span.StatusDescription ?? "";
            yield return span.TraceStateString ?? "";
            foreach (var tag in span.TagObjects.Concat(span.Links.SelectMany(link => link.Tags ?? [])).Concat(span.Events.SelectMany(item => item.Tags))) yield return $"{tag.Key}: {tag.Value}";
            foreach (var item in span.Baggage) yield return $"{item.Key}: {item.Value}";
        }

        foreach (var log in city.Logs)
        {
            yield return $"{log.FormattedMessage}\n{log.Body}\n{log.Exception}";
            foreach (var attribute in log.Attributes ?? []) yield return $"{attribute.Key}: {attribute.Value}";
        }

        foreach (var reading in city.Measure()) yield return $"{reading.Metric} {reading.Dimensions}";
    }

    [GeneratedRegex(@"[\p{L}\p{N}_]+")]
    private static partial Regex Word();
}
