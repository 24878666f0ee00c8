using FunctionsApp.Identity;
using FunctionsApp.Pages;
using FunctionsApp.Pages.Forms;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace FunctionsApp.Assignments;

/// <summary>What no one could take over from people who left.</summary>
/// <param name="Lines">Each with the name of the one who left.</param>
public sealed record UnassignedShown(IReadOnlyList<(UnassignedLine Line, string Name)> Lines, bool IsTried);

/// <summary>The administrators' page of assignments without anyone to answer them.</summary>
public sealed class UnassignedHttp(PassLeavers leavers, Lists lists, StaffDirectory staff, SitePages pages)
{
    private const string Route = "people/unassigned";
    private const string Tried = "tried";

    // The most urgent; what passes on makes room for others.
    private const int Most = 200;

    /// <summary>GET /people/unassigned. 200.</summary>
    [Function("Assignments_Unassigned")]
    [Access(Role.Administrator)]
    [Operation("Shows what no one could take over from people who left", IsListed = false)]
    public async Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = Route)] HttpRequest request, CancellationToken cancellation) =>
        pages.Show<UnassignedPage, UnassignedShown>(
            request, new UnassignedShown(await ReadAsync(cancellation), request.Query.ContainsKey(Tried)));

    /// <summary>POST /people/unassigned: tries again, after someone was added to the register. 303 to the page.</summary>
    [Function("Assignments_PassOn")]
    [Access(Role.Administrator)]
    [Operation("Passes on what people who left were asked", IsListed = false)]
    public async Task<IResult> PassOnAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = Route)] HttpRequest request, CancellationToken cancellation)
    {
        await request.ReadFormBodyAsync(cancellation);
        foreach (var person in (await ReadAsync(cancellation)).Select(each => each.Line.Assignee).Distinct())
        {
            await leavers.PassAsync(person, cancellation);
        }

        return new SeeOther($"/{Route}?{Tried}=1");
    }

    /// <summary>Without those of people who are active again.</summary>
    private async Task<IReadOnlyList<(UnassignedLine Line, string Name)>> ReadAsync(CancellationToken cancellation)
    {
        var page = await lists.ReadPageAsync(AssignmentIndex.Unassigned, AssignmentIndex.Everyone, null, Most, cancellation);
        return
        [
            .. from line in page.Items
               let person = staff.Find(line.Assignee)
               where person is null or { HasLeft: true }
               select (line, person?.Name ?? line.Assignee),
        ];
    }
}
