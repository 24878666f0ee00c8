using FunctionsApp.Assignments;
using FunctionsApp.Platform;
using FunctionsApp.Platform.Storage;

namespace FunctionsApp.WhitePapers;

/// <summary>The papers, each edition one: own row the paper, rows <c>assignment|…</c>.</summary>
public static class WhitePaperAggregate
{
    private static readonly Part<WhitePaper> Paper = Part.Own<WhitePaper>(WhitePaperIndex.Lines);

    public static readonly Aggregate<WhitePaperState> Kind = new(Topology.WhitePapersTable, new Part<WhitePaperState>
    {
        Kinds = [.. Paper.Kinds, .. AssignmentIndex.Part.Kinds],
        Read = rows => new WhitePaperState(Paper.Read(rows), AssignmentIndex.Part.Read(rows)),
        Write = state => [.. Paper.Write(state.Paper), .. AssignmentIndex.Part.Write(state.Assignments)],
        Lines = state => [.. Paper.Lines(state.Paper), .. AssignmentIndex.Part.Lines(state.Assignments)],
    });
}
