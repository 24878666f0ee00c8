using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using FunctionsApp.Reviews;
using LocalHost;
using LocalHost.Demo;
using LocalHost.Durable;
using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;

namespace Benchmarks;

/// <summary>What was measured of reviews, times in milliseconds.</summary>
public sealed record ReviewsResult(
    int Count,
    int Clients,
    int Approved,
    double StartSeconds,
    double Seconds,
    double ReviewsPerSecond,
    Percentiles UploadToReviewStart,
    Percentiles CallbackToNextStage,
    double HistoryEventsPerReview,
    double StorageTransactionsPerReview,
    IReadOnlyDictionary<string, double> StorageTransactionsByService,
    IReadOnlyDictionary<string, double> StorageTransactionsByOperation,
    double HistoryBytesPerReview,
    long PeakWorkingSetMiB,
    IReadOnlyList<string> Failures);

/// <summary>Applications from draft to approval over HTTP: real files, and people who decide by the links in their mail.</summary>
public sealed class ReviewsBenchmark : IDisposable
{
    /// <summary>Far more than a review takes: what waits longer is lost.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly LocalHostApp app;
    private readonly Mailbox mailbox;
    private readonly FactWatch facts;
    private readonly Dictionary<string, Person> people;
    private readonly Dictionary<string, string> userByEmail;
    private readonly ConcurrentBag<TimeSpan> starts = [];
    private readonly ConcurrentBag<TimeSpan> turns = [];
    private readonly ConcurrentBag<string> failures = [];

    private readonly byte[] form = DemoFiles.Pdf("Special fund for research and development", "Purpose: public testing platform", "Amount: CNY 1,200,000");
    private readonly byte[] plan = DemoFiles.Docx("工作计划", "建设光电检验检测公共服务平台。", "第一期：十二个月。");
    private readonly byte[] budget = DemoFiles.Xlsx(("设备", 900_000m), ("人员", 250_000m), ("其他", 50_000m));

    private ReviewsBenchmark(LocalHostApp app, Mailbox mailbox)
    {
        (this.app, this.mailbox, facts) = (app, mailbox, new FactWatch(app.ServiceBus));
        people = app.DevUsers.Keys.ToDictionary(user => user, user => new Person(app.BaseAddress, user));
        userByEmail = app.DevUsers.ToDictionary(user => user.Value.Email, user => user.Key);
    }

    /// <returns>0 when every application ended approved.</returns>
    public static async Task<int> RunAsync(int count, int clients, CancellationToken cancellation)
    {
        var data = FreshData.For("reviews");
        var options = RunCommand.Options(CommandLine.Parse(["--port", "0", "--data", data.Folder])) with { Azurite = data.Azurite, Quiet = true };
        var started = Stopwatch.GetTimestamp();
        await using var app = await LocalHostApp.StartAsync(options, cancellation);
        using (var first = new Person(app.BaseAddress, null)) (await first.GetAsync("/api/health/live", cancellation)).Expect(HttpStatusCode.OK);
        var start = Stopwatch.GetElapsedTime(started);

        using var mailbox = new Mailbox(options.MailFolder);
        using var benchmark = new ReviewsBenchmark(app, mailbox);
        var result = await benchmark.RunAsync(count, clients, start, Path.Combine(data.Folder, "durable.db"), cancellation);
        Report.Write("reviews", result,
            ("Applications, approved", $"{result.Count}, {result.Approved}"),
            ("Applicants at once", $"{result.Clients}"),
            ("Reviews per second", $"{result.ReviewsPerSecond:0.00}"),
            ("Upload → review start, p50 / p95 / p99", $"{result.UploadToReviewStart}"),
            ("Callback → next stage, p50 / p95 / p99", $"{result.CallbackToNextStage}"),
            ("History events per review", $"{result.HistoryEventsPerReview:0.0}"),
            ("Storage transactions per review", $"{result.StorageTransactionsPerReview:0.0}"),
            ("… by service", string.Join(", ", result.StorageTransactionsByService.Select(service => $"{service.Key} {service.Value:0.0}"))),
            ("History bytes per review", $"{result.HistoryBytesPerReview:#,0}"),
            ("Start to first HTTP 200", $"{result.StartSeconds:0.0} s"),
            ("Peak working set, clients included", $"{result.PeakWorkingSetMiB} MiB"));
        Report.WriteTable(
            "where the transactions go", "a review",
            [.. result.StorageTransactionsByOperation.OrderByDescending(operation => operation.Value).Select(operation => (operation.Key, $"{operation.Value:0.0}"))]);
        foreach (var failure in result.Failures.Take(10)) AnsiConsole.MarkupLineInterpolated($"[red]{failure}[/]");
        return result.Approved == count ? 0 : 1;
    }

    public void Dispose()
    {
        foreach (var person in people.Values) person.Dispose();
    }

    private async Task<ReviewsResult> RunAsync(int count, int clients, TimeSpan start, string database, CancellationToken cancellation)
    {
        var applicant = new Applicant(people["lin"]);
        await applicant.RegisterAsync(cancellation);
        await app.Work.WhenIdleAsync(cancellation);

        var engine = app.Services.GetRequiredService<DurableEngine>().Counters;
        var (events, bytes, services, operations) = (
            engine.HistoryEvents, HistoryBytes.In(database), app.StorageTransactions.ByService, app.StorageTransactions.ByOperation);
        var began = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            Enumerable.Range(1, count),
            new ParallelOptions { MaxDegreeOfParallelism = clients, CancellationToken = cancellation },
            async (number, stop) => await TryAsync(applicant, number, stop));
        var elapsed = Stopwatch.GetElapsedTime(began);
        // The last approval's mail and the last orchestration's end belong to its review.
        await app.Work.WhenIdleAsync(cancellation);

        var approved = count - failures.Count;
        var per = (double)Math.Max(1, approved);
        var (used, byOperation) = (PerReview(app.StorageTransactions.ByService, services), PerReview(app.StorageTransactions.ByOperation, operations));
        return new ReviewsResult(
            count, clients, approved, Math.Round(start.TotalSeconds, 2), Math.Round(elapsed.TotalSeconds, 1), Math.Round(approved / elapsed.TotalSeconds, 2),
            Percentiles.Of(starts), Percentiles.Of(turns),
            Math.Round((engine.HistoryEvents - events) / per, 1), Math.Round(used.Values.Sum(), 1), used, byOperation,
            Math.Round((HistoryBytes.In(database) - bytes) / per),
            Memory.Peak(Environment.ProcessId) / Report.MiB, [.. failures]);

        Dictionary<string, double> PerReview(IReadOnlyDictionary<string, long> after, IReadOnlyDictionary<string, long> before) =>
            after.ToDictionary(count => count.Key, count => Math.Round((count.Value - before.GetValueOrDefault(count.Key)) / per, 1));
    }

    private async Task TryAsync(Applicant applicant, int number, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        try
        {
            await ReviewAsync(applicant, number, limit.Token);
        }
        catch (Exception failure) when (failure is InvalidOperationException or HttpRequestException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            failures.Add($"{number}: {failure.Message}");
        }
    }

    private async Task ReviewAsync(Applicant applicant, int number, CancellationToken cancellation)
    {
        var id = await applicant.DraftAsync($"光电检验检测公共服务平台 {number}", cancellation);
        await applicant.UploadAsync(id, "application-form", "Application form.pdf", Media.Pdf, form, cancellation);
        await applicant.UploadAsync(id, "work-plan", "工作计划.docx", Media.Docx, plan, cancellation);
        await applicant.UploadAsync(id, "budget", "预算.xlsx", Media.Xlsx, budget, cancellation);
        var waiting = (Since: Stopwatch.GetTimestamp(), Times: starts);
        while (true)
        {
            var milestone = await facts.NextAsync(id, cancellation);
            waiting.Times.Add(milestone.After(waiting.Since));
            if (milestone.Stage is not { } stage)
            {
                if (milestone.Approved) return;
                throw new InvalidOperationException($"Application {id} was not approved.");
            }

            // Where nobody is asked, the machine closes the stage in its opening.
            while (stage.Assignees == 0) stage = (await facts.NextAsync(id, cancellation)).Stage ?? throw new InvalidOperationException($"Application {id} was decided by nobody.");
            waiting = (await DecideAsync(id, stage, cancellation), turns);
        }
    }

    /// <returns>When the last decision of the stage was answered.</returns>
    private async Task<long> DecideAsync(string id, StageOpened stage, CancellationToken cancellation)
    {
        var read = new HashSet<string>();
        for (var asked = 0; asked < stage.Assignees; asked++)
        {
            var mail = await mailbox.WaitForAsync(mail => mail.Link?.AbsolutePath.Contains($"/assignments/review.{id}.{stage.Stage}.", StringComparison.Ordinal) == true && !read.Contains(mail.Id), cancellation);
            read.Add(mail.Id);
            var person = people[userByEmail[mail.To]];
            (await person.GetAsync(mail.Link!.PathAndQuery, cancellation)).Expect(HttpStatusCode.OK);
            (await person.PostAsync(mail.Link.AbsolutePath, new { token = mail.Token, decision = "Approve", comment = "Agreed." }, cancellation)).Expect(HttpStatusCode.Accepted);
        }

        return Stopwatch.GetTimestamp();
    }
}
