using System.Globalization;
using FunctionsApp.City;
using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Warnings.Figures;

/// <summary>The published warnings of a year in numbers, for anyone.</summary>
public sealed class WarningFiguresHttp(Lists lists, SitePages pages, TimeProvider time)
{
    /// <summary>GET /api/warnings/figures?year=. 200 · 304 · 400 invalid-field.</summary>
    [Function("Warnings_Figures")]
    [Access(Audience.Anyone)]
    [Operation("Reads the published warnings of a year in numbers, of this year where none is named", Response = typeof(WarningYear),
        Query = ["year"], Problems = ["invalid-field"])]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/warnings/figures")] HttpRequest request,
        CancellationToken cancellation) => Answer.Ok(await ReadAsync(YearOf(request), cancellation));

    /// <summary>GET /warnings/figures?year=. 200 · 400 invalid-field.</summary>
    [Function("Warnings_FiguresPage")]
    [Access(Audience.Anyone)]
    [Operation("Shows the published warnings of a year in numbers", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "warnings/figures")] HttpRequest request,
        CancellationToken cancellation) =>
        pages.Show<WarningFiguresPage, WarningYear>(request, await ReadAsync(YearOf(request), cancellation));

    /// <exception cref="ProblemException">invalid-field.</exception>
    private int YearOf(HttpRequest request)
    {
        var now = BeijingTime.Day(time.GetUtcNow()).Year;
        if (request.Query["year"].ToString() is not { Length: > 0 } named) return now;
        return int.TryParse(named, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && year >= 2012 && year <= now
            ? year : throw PlatformProblems.Invalid("year", $"应为 2012 至 {now} 的年份", $"must be a year from 2012 to {now}");
    }

    private async Task<WarningYear> ReadAsync(int year, CancellationToken cancellation)
    {
        // Both lists have the newest first: nothing before the year is read.
        var (lines, messages, before) = (new List<WarningLine>(), new List<WarningEntry>(), (int?)null);
        await foreach (var line in lists.ReadAllAsync(WarningIndex.Warnings, WarningIndex.Public, cancellation))
        {
            if (BeijingTime.Day(line.At).Year is var published && published < year)
            {
                before = published;
                break;
            }

            lines.Add(line);
        }

        await foreach (var message in lists.ReadAllAsync(WarningIndex.Messages, WarningIndex.Public, cancellation))
        {
            if (BeijingTime.Day(message.Sent).Year < year) break;
            messages.Add(message);
        }

        return WarningYear.Of(year, lines, messages) with { Before = before };
    }
}
