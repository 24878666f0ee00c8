using FunctionsApp.Platform.Http;

namespace FunctionsApp.Programmes;

public static class ProgrammeProblems
{
    public static readonly ProblemType UnknownProgramme = new("unknown-programme", 404,
        new("没有这个项目类别", "There is no such programme"),
        new("项目类别见 GET /api/programmes", "GET /api/programmes lists the programmes"));
}
