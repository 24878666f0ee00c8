using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using FunctionsApp.Alerts;
using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Warnings;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;

namespace App.Tests.Worker;

/// <summary>Each kind of function that needs no service runs in the built worker, through its middleware and its serializer.</summary>
[Collection(nameof(LoadedWorker))]
public sealed class InvocationTests(LoadedWorker worker)
{
    [Fact]
    public async Task HttpFunction_Requested_Answers()
    {
        var body = await RequestAsync("Health_Live", "api/health/live", HttpStatusCode.OK);

        Assert.Equal("live", (string?)body["status"]);
    }

    [Fact]
    public async Task HttpFunction_ForTheSignedIn_RefusesAStranger()
    {
        var body = await RequestAsync("Applications_List", "api/applications", HttpStatusCode.Unauthorized);

        Assert.EndsWith("/sign-in-required", (string?)body["type"], StringComparison.Ordinal);
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
    private async Task<JsonNode> RequestAsync(string function, string path, HttpStatusCode expected)
    {
        var invocation = Guid.NewGuid().ToString();
        using var client = new HttpClient { BaseAddress = new Uri((string)worker.Initialised["capabilities"]!["HttpUri"]!) };
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "x-ms-invocation-id", invocation } } };

        var invoked = worker.InvokeAsync(function, input: null, invocation);
        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
        AssertSuccess(await invoked);
        Assert.True(answer.StatusCode == expected, $"{answer}\n{worker.Process.Output}");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
    }

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
