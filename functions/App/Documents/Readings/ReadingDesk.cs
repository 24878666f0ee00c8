using FunctionsApp.Applications;
using FunctionsApp.Assignments;
using FunctionsApp.Identity;
using FunctionsApp.Platform.Storage;
using Microsoft.AspNetCore.Http;

namespace FunctionsApp.Documents.Readings;

/// <summary>Records each reading before the content leaves: where that fails, nothing is read.</summary>
public sealed class ReadingDesk(AggregateStore store, TimeProvider time)
{
    /// <summary>A request that brings content to someone outside the organisations that apply.</summary>
    public Task RecordAsync(
        HttpRequest request, int status, ApplicationCase read, Reader reader, SlotState slot, ReadingWay way,
        CancellationToken cancellation) =>
        HttpMethods.IsGet(request.Method) && status is StatusCodes.Status200OK or StatusCodes.Status206PartialContent
            ? RecordAsync(read, reader, [slot], way, cancellation) : Task.CompletedTask;

    /// <inheritdoc cref="RecordAsync(HttpRequest,int,ApplicationCase,Reader,SlotState,ReadingWay,CancellationToken)"/>
    public async Task RecordAsync(
        ApplicationCase read, Reader reader, IReadOnlyList<SlotState> slots, ReadingWay way, CancellationToken cancellation)
    {
        if (reader.Relation is Relation.Own or Relation.Partner || slots.Count == 0) return;
        var (id, person, now) = (read.Application.Id, reader.Caller.Id, time.GetUtcNow());
        var assignment = read.Assignments.FirstOrDefault(each => each.Assignee == person && each.State == AssignmentState.Open)?.Id;
        var versions = slots.Select(slot => new ReadVersion(slot.Type, slot.Version, slot.Sha256!)).ToList();
        await store.PutAsync(
            ReadingAggregate.Kind, ReadingAggregate.IdOf(id),
            current => ReadDocument.Decide(current, id, versions, way, person, assignment, now), cancellation);
    }
}
