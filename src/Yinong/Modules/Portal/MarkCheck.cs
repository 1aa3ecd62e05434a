using Yinong.Modules.Marks;
using Yinong.Modules.Officers;
using Yinong.Modules.Stations.Plaques;

namespace Yinong.Modules.Portal;

/// <summary>Verifies a mark for anybody: signature, key and register, then what its station or certificate is today.</summary>
public sealed class MarkCheck(MarkRegister marks, PlaqueDesk plaques, CertificatePapers papers)
{
    public async Task<MarkFinding> ReadAsync(string? pasted, CancellationToken cancel = default) =>
        await papers.JudgeAsync(await plaques.JudgeAsync(await marks.ReadAsync(pasted, cancel), cancel), cancel);
}
