using FunctionsApp.Alerts.Drafts;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;
using FunctionsApp.Statistics.Releases;
using FunctionsApp.Statistics.Tables;
using FunctionsApp.WhitePapers;
using Microsoft.Extensions.DependencyInjection;

namespace Play;

/// <summary>A white paper that was published, without anyone asked.</summary>
internal static class PublishedPaper
{
    /// <summary>Another, whose editor did not approve it.</summary>
    public static Task AddRejectedAsync(IServiceProvider services, string period, DateTimeOffset now, CancellationToken cancellation)
    {
        var paper = new WhitePaper
        {
            Id = WhitePaper.IdOf(period, 1), Period = period, Edition = 1, Tables = "", Content = "", CreatedAt = now,
            Status = WhitePaperStatus.Rejected,
            Approval = new PaperApproval("huang", ApprovalDecision.Reject, "数据待核。", null, now, null),
        };
        return services.GetRequiredService<AggregateStore>().PutAsync(
            WhitePaperAggregate.Kind, paper.Id,
            current => current is null
                ? Change.To(new WhitePaperState(paper, []), "test", new WhitePaperRejected(period, 1)) : Change.None(current),
            cancellation);
    }

    public static async Task AddAsync(IServiceProvider services, string period, DateTimeOffset now, CancellationToken cancellation)
    {
        var (files, id) = (services.GetRequiredService<WhitePaperStore>(), WhitePaper.IdOf(period, 1));
        var release = new ReleaseItem(period, now, now, 0, now, new Coverage(1, 2), "");
        var table = PublishedTable.Of(
            FunctionsApp.Statistics.Indicators.All[0],
            [.. Enumerable.Range(0, 3).Select(number => new ReportedValue($"{number}", "testing", "440305", 120.5m))]);
        var content = GatherWhitePaper.Content(release, [table], [], [], []);
        var foreword = new LocalizedText("本期检测服务平稳增长。", "Testing services grew steadily.");
        var document = await files.WriteAsync(new WhitePaperDocument(content, foreword, now), cancellation);
        var paper = new WhitePaper
        {
            Id = id, Period = period, Edition = 1, Tables = "", Content = await files.WriteAsync(content, cancellation), CreatedAt = now,
            Status = WhitePaperStatus.Published, PublishedAt = now, Document = document,
            Approval = new PaperApproval("pan", ApprovalDecision.Approve, null, foreword, now, null),
        };
        await services.GetRequiredService<AggregateStore>().PutAsync(
            WhitePaperAggregate.Kind, id,
            current => current is null
                ? Change.To(new WhitePaperState(paper, []), "test", new WhitePaperPublished(period, 1, document)) : Change.None(current),
            cancellation);
    }
}
