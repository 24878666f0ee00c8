using System.Diagnostics;
using System.Net;
using LocalHost;
using LocalHost.Settings;

namespace Scenarios.Platform.Telemetry;

/// <summary>What an operator sees of one upload and what it led to.</summary>
[Collection(nameof(TracedTests))]
public sealed class TraceTests(CityWithTelemetry city)
{
    private const string Upload = "PUT api/applications/{id}/documents/{type}";

    private static readonly string Version = $"@({HostSettings.Load(new LocalHostOptions([], "").HostJson).Versioning.Default})";
    private static readonly string Review = $"orchestration:ReviewOrchestrator{Version}";
    private static readonly string Started = $"create_{Review}";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Upload_CheckReviewAndAssignmentMail_AreOneTrace()
    {
        var trace = await SubmitAsync("One trace");
        await ApproveAsync(trace.Application);

        var spans = city.Spans;
        var mail = spans.First(span => span.TraceId == trace.Id && span.DisplayName == "deliver letter" && Equals(span.GetTagItem("app.letter.template"), "assignment-opened"));
        Assert.Equal(
            [
                "deliver letter", "function Letters_Send", "ServiceBusProcessor.ProcessMessage", "Message",
                "function OpenAssignmentsActivity", $"activity:OpenAssignmentsActivity{Version}", $"activity:OpenAssignmentsActivity{Version}",
                $"orchestration:ApprovalStage{Version}", $"orchestration:ApprovalStage{Version}", Review, Started,
                "function Reviews_OnFact", "ServiceBusProcessor.ProcessMessage", "Message",
                "check document", "function Documents_Upload", Upload,
            ],
            spans.Ancestry(mail).Select(span => span.DisplayName));
        Assert.Empty(spans.Orphans(trace.Id));
        // District, Department (two people), LeadingGroup: four letters, and the applicant's two, the receipt and the outcome.
        Assert.Equal(6, spans.Count(span => span.TraceId == trace.Id && span.DisplayName == "deliver letter"));
        Assert.Equal(1, spans.Count(span => span.TraceId == trace.Id && span.DisplayName == Review && span.Kind == ActivityKind.Server));
    }

    [Fact]
    public async Task Decision_DaysLater_IsATraceOfItsOwnLinkedToTheReview()
    {
        var trace = await SubmitAsync("Linked");
        await city.PassAsync(TimeSpan.FromDays(2));
        await trace.Application.DecideAsync("District", "Approve");

        var spans = city.Spans;
        var closing = spans.Last(span => span.TraceId == trace.Id && span.DisplayName == "function CloseApprovalActivity" && span.Links.Any());
        var decision = spans.Single(span => span.SpanId == closing.Links.Single().Context.SpanId);
        Assert.Equal(["function Assignments_Answer", "POST api/assignments/{id}/answer"], spans.Ancestry(decision).Select(span => span.DisplayName));
        Assert.NotEqual(trace.Id, decision.TraceId);
        Assert.Contains(spans, span => span.TraceId == decision.TraceId && span.DisplayName == "orchestration_event:Changed");
        Assert.Empty(spans.Orphans(decision.TraceId));
    }

    [Fact]
    public async Task Check_IsLinkedToTheInvocationThatTheHostBegan()
    {
        var trace = await SubmitAsync("Checked");

        var spans = city.Spans;
        var check = spans.Last(span => span.TraceId == trace.Id && span.DisplayName == "check document");
        var invocation = spans.Single(span => span.SpanId == check.Links.Single().Context.SpanId);
        Assert.Equal(("function Documents_Check", default(ActivitySpanId)), (invocation.DisplayName, invocation.ParentSpanId));
    }

    [Fact]
    public async Task Review_HostRestartedInBetween_GoesOnInItsTrace()
    {
        var trace = await SubmitAsync("Restarted");
        var before = city.Spans.Count(span => span.TraceId == trace.Id);
        var now = city.Clock.GetUtcNow();
        await city.CloseAsync();
        await city.ReopenAsync(now);
        await city.SettleAsync();

        await ApproveAsync(new ApplicationUnderTest(city, city.Person("lin"), trace.Application.Id, ApplicationUnderTest.SpecialFund));

        var spans = city.Spans;
        Assert.True(spans.Count(span => span.TraceId == trace.Id) > before + 20);
        Assert.Empty(spans.Orphans(trace.Id));
        var review = Assert.Single(spans, span => span.TraceId == trace.Id && span.DisplayName == Review && span.Kind == ActivityKind.Server);
        Assert.Equal(Upload, spans.Ancestry(review)[^1].DisplayName);
        Assert.Equal(spans.Count(span => span.TraceId == trace.Id), spans.Where(span => span.TraceId == trace.Id).Select(span => span.SpanId).Distinct().Count());
    }

    [Fact]
    public async Task Signal_LeadsToTheVerifiersMail_AndAnUpdateIsLinkedToItsAnnouncement()
    {
        var warning = await WarningUnderTest.PublishAsync(city, WarningUnderTest.Signal("traced"));
        var mail = city.Spans.Last(
            span => span.DisplayName == "deliver letter" && Equals(span.GetTagItem("app.letter.template"), "assignment-opened"));
        await warning.ChangeAsync("escalate", new { level = "Red" });
        (await warning.CancelAsync()).Expect(HttpStatusCode.Accepted);

        var spans = city.Spans;
        Assert.Equal("POST api/signals", spans.Ancestry(mail)[^1].DisplayName);
        Assert.Empty(spans.Orphans(mail.TraceId));
        var causes = spans.Where(span => span.TraceId == mail.TraceId && span.DisplayName == "function AnnounceWarningActivity")
            .SelectMany(span => span.Links)
            .Select(link => spans.Single(span => span.SpanId == link.Context.SpanId).DisplayName);
        Assert.Equal(["function Assignments_Answer", "function Warnings_Cancel"], causes);
    }

    [Fact]
    public async Task Alert_InTheMorning_IsLinkedToWhatItTellsOf()
    {
        var trace = await SubmitAsync("Alerted");
        await ApproveAsync(trace.Application);
        await city.PassAsync(TimeSpan.FromDays(1));

        var spans = city.Spans;
        var gathered = spans.Where(span => span.DisplayName == "function GatherAlertActivity").SelectMany(span => span.Links).Select(link => link.Context.TraceId);
        Assert.Contains(trace.Id, gathered);
    }

    private async Task<(ApplicationUnderTest Application, ActivityTraceId Id)> SubmitAsync(string title)
    {
        var application = await city.SubmitAsync(title);
        // The uploads are checked at the same moment: the one that is checked last makes the application whole.
        return (application, city.Spans.Last(span => span.DisplayName == Started).TraceId);
    }

    private static async Task ApproveAsync(ApplicationUnderTest application)
    {
        foreach (var stage in new[] { "District", "Department", "LeadingGroup" }) await application.DecideAsync(stage, "Approve");
        Assert.Equal("Approved", await application.StatusAsync());
    }
}
