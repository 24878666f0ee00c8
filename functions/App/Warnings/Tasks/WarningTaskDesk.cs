using FunctionsApp.Identity;
using FunctionsApp.Organisations;
using FunctionsApp.Platform.Http;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.Warnings.Tasks;

/// <summary>Assigns and takes back tasks of warnings, for page and API.</summary>
public sealed class WarningTaskDesk(AggregateStore store, Lists lists, TimeProvider time)
{
    private const int PageSize = 100;

    public Task<Page<WarningTaskLine>> OfAsync(string warning, string? cursor, CancellationToken cancellation) =>
        lists.ReadPageAsync(WarningTaskIndex.OfWarning, warning, cursor, PageSize, cancellation);

    /// <summary>Assigns to each organisation; what was half done is completed by the same key.</summary>
    /// <exception cref="ProblemException">not-found, warning-not-in-force, invalid-field.</exception>
    public async Task<IReadOnlyList<string>> AssignAsync(
        string id, WarningTaskBody body, string key, Caller caller, CancellationToken cancellation)
    {
        var tasks = AssignTask.Checked(body);
        var warning = (await store.GetWarningAsync(id, cancellation)).State;
        WarningRules.RequireInForce(warning, time.GetUtcNow());
        var ids = new List<string>();
        foreach (var organisation in tasks.Organisations)
        {
            var task = AssignTask.IdOf(warning, tasks, organisation, key);
            var name = (await store.FindAsync(OrganisationAggregate.Kind, organisation.Value, cancellation))?.State.Name;
            await store.PutAsync(
                WarningTaskAggregate.Kind, task,
                current => AssignTask.Decide(current, task, warning, tasks, organisation, name, caller.Id, time.GetUtcNow()),
                cancellation);
            ids.Add(task);
        }

        return ids;
    }

    /// <exception cref="ProblemException">not-found.</exception>
    public Task WithdrawAsync(string warning, string task, Caller caller, CancellationToken cancellation) =>
        store.ChangeTaskAsync(warning, task, state => WithdrawTask.Decide(state, caller.Id), cancellation);
}
