/* bcryptprimitives.dll for wine 8, which lacks it; for tests alone.
   One function, which hands the question on to the older one that wine has. */

#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG count);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T count)
{
    return SystemFunction036(data, (ULONG)count);
}
