using FunctionsApp.Platform.Http;

namespace FunctionsApp.Applications.Promises;

public static class PromiseProblems
{
    public static readonly ProblemType CannotFollow = new("cannot-follow", 409,
        new("该材料不能容缺后补，或已经提交", "The document may not follow the submission, or is there already"),
        new("请在提交申请前上传该材料", "Upload the document before the application is submitted"));
}
