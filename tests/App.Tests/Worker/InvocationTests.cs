using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using App.Tests.Fixtures;
using App.Tests.Identity;
using FunctionsApp.Alerts;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform;
using FunctionsApp.Warnings;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Protobuf;

namespace App.Tests.Worker;

/// <summary>Each kind of function that needs no service runs in the built worker, through its middleware and its serializer.</summary>
[Collection(nameof(LoadedWorker))]
public sealed class InvocationTests(LoadedWorker worker)
{
    [Fact]
    public async Task HttpFunction_Requested_Answers()
    {
        var body = await RequestAsync("Health_Live", Get("api/health/live"), HttpStatusCode.OK);

        Assert.Equal("live", (string?)body["status"]);
    }

    [Fact]
    public async Task HttpFunction_ForTheSignedIn_RefusesAStranger()
    {
        var body = await RequestAsync("Applications_List", Get("api/applications"), HttpStatusCode.Unauthorized);

        Assert.EndsWith("/sign-in-required", (string?)body["type"], StringComparison.Ordinal);
    }

    /// <summary>By a proof that another process made of the same key: no instance of the app keeps keys of its own.</summary>
    [Theory]
    [InlineData(true, "invalid-callback")]
    [InlineData(false, "form-not-shown")]
    public async Task Form_ShownByAnotherProcess_IsTakenWithItsProof(bool proven, string problem)
    {
        var caller = new Caller("wu", "wu", null, new HashSet<Role>(), null, null, Language.Chinese);
        var shown = new DefaultHttpContext
        {
            RequestServices = ShownForm.ServicesAt("https://programme.invalid", new byte[48]), Request = { Scheme = "https" },
        };
        shown.Features.Set(caller);
        var sent = ShownForm.Send(shown, "token=forged");
        var id = $"review.{Ids.New()}.District.0.1";
        var request = new HttpRequestMessage(HttpMethod.Post, $"api/assignments/{id}/answer")
        {
            Content = new StringContent(proven ? sent : "token=forged", Encoding.UTF8, ShownForm.Media),
            Headers =
            {
                { ClientPrincipal.Header, AccessTests.Principal(("sub", caller.Id)) }, { "Origin", "https://programme.invalid" },
                { "Cookie", shown.Request.Headers.Cookie.ToString() },
            },
        };

        var body = await RequestAsync("Assignments_Answer", request, HttpStatusCode.Forbidden, id);

        Assert.EndsWith($"/{problem}", (string?)body["type"], StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(worker.Process.Home, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Timer_Tick_IsDone() => AssertSuccess(await worker.InvokeAsync(
        "Documents_CountPoison", new JsonObject { ["json"] = """{"ScheduleStatus":null,"IsPastDue":false}""" }));

    /// <summary>The activity's input is in the JSON that Program.cs chooses: camelCase.</summary>
    [Fact]
    public async Task Orchestrator_FirstTurn_AsksForItsActivity()
    {
        var task = Assert.Single(await TurnAsync(new WarningRun("w"))).ScheduleTask;

        Assert.Equal(nameof(OpenAssignmentsActivity), task.Name);
        Assert.Equal(
            """[{"ask":{"kind":"warning","subject":"w","step":"Verification","round":0},"at":"2026-11-26T01:00:00+00:00"}]""", task.Input);
    }

    /// <summary>Results are in the same JSON: enums by name.</summary>
    [Fact]
    public async Task Orchestrator_LastTurn_AnswersItsResult()
    {
        var announced = new TaskCompletedEvent { TaskScheduledId = 0, Result = """{"status":"Expired","announced":1,"lookAgain":null}""" };

        var actions = await TurnAsync(new WarningRun("w", Verified: true), nameof(AnnounceWarningActivity), announced);

        var end = Assert.Single(actions).CompleteOrchestration;
        Assert.Equal((OrchestrationStatus.Completed, "\"Expired\""), (end.OrchestrationStatus, end.Result));
    }

    [Fact]
    public async Task Activity_WithNothingToDo_IsDone() =>
        AssertSuccess(await worker.InvokeAsync(nameof(PublishAlertsActivity), new JsonObject { ["json"] = "\"testing\"" }));

    // The host sends both: the invocation by its stream, the request to the address that the worker named, joined by a header.
    private async Task<JsonNode> RequestAsync(string function, HttpRequestMessage request, HttpStatusCode expected, string? id = null)
    {
        var invocation = Guid.NewGuid().ToString();
        using var client = new HttpClient { BaseAddress = new Uri((string)worker.Initialised["capabilities"]!["HttpUri"]!) };
        request.Headers.Add("x-ms-invocation-id", invocation);

        var invoked = worker.InvokeAsync(function, input: null, invocation, id);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        AssertSuccess(await invoked);
        Assert.Equal("max-age=31536000; includeSubDomains", answer.Headers.GetValues("Strict-Transport-Security").Single());
        Assert.True(answer.StatusCode == expected, $"{answer}\n{worker.Process.Output}");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

    private static HttpRequestMessage Get(string path) => new(HttpMethod.Get, path);

    /// <summary>What a turn of the orchestrator asks for: its first one, or the one in which its first activity is done.</summary>
    private async Task<IEnumerable<OrchestratorAction>> TurnAsync(WarningRun run, string? activity = null, TaskCompletedEvent? done = null)
    {
        var now = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 26, 1, 0, 0, TimeSpan.Zero));
        HistoryEvent Begun() => new() { EventId = -1, Timestamp = now, OrchestratorStarted = new OrchestratorStartedEvent() };
        var started = new ExecutionStartedEvent
        {
            Name = nameof(WarningOrchestrator),
            Version = "1.0",
            Input = JsonSerializer.Serialize(run, AppJson.Options),
            OrchestrationInstance = new OrchestrationInstance { InstanceId = WarningRun.InstanceIdOf("w"), ExecutionId = "1" },
        };
        HistoryEvent[] first = [Begun(), new HistoryEvent { EventId = -1, Timestamp = now, ExecutionStarted = started }];
        var request = new OrchestratorRequest { InstanceId = started.OrchestrationInstance.InstanceId };
        if (done is null)
        {
            request.NewEvents.AddRange(first);
        }
        else
        {
            var asked = new HistoryEvent { EventId = 0, Timestamp = now, TaskScheduled = new TaskScheduledEvent { Name = activity } };
            request.PastEvents.AddRange([.. first, asked]);
            request.NewEvents.AddRange([Begun(), new HistoryEvent { EventId = -1, Timestamp = now, TaskCompleted = done }]);
        }

        var input = new JsonObject { ["string"] = request.ToByteString().ToBase64() };
        var answer = await worker.InvokeAsync(nameof(WarningOrchestrator), input);
        AssertSuccess(answer);
        return OrchestratorResponse.Parser.ParseFrom(ByteString.FromBase64((string)answer["returnValue"]!["string"]!)).Actions;
    }

    private void AssertSuccess(JsonObject answer) =>
        Assert.True((string?)answer["result"]?["status"] == "Success", $"{answer}\n{worker.Process.Output}");
}
